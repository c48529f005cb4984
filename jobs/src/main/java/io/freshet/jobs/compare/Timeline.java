package io.freshet.jobs.compare;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Windows as one character each, or, of more than fit in a line, of windows at equal distances. */
final class Timeline {
    static final int WIDTH = 72;
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private final List<Adjusted<WindowTest>> windows;
    private final double alpha;

    Timeline(List<Adjusted<WindowTest>> windows, double alpha) {
        this.windows = windows;
        this.alpha = alpha;
    }

    String reference() {
        return curve(WindowTest::reference);
    }

    String run() {
        return curve(WindowTest::value);
    }

    /** Who leads: ▲ the run by McNemar's test, △ not by the test, ▼ and ▽ the reference, · nobody. */
    String leader() {
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < length(); at++) {
            Adjusted<WindowTest> window = window(at);
            boolean byTest = window.p() <= alpha;
            double difference = window.test().difference();
            line.append(difference > 0 ? (byTest ? '▲' : '△') : difference < 0 ? (byTest ? '▼' : '▽') : '·');
        }
        return line.toString();
    }

    /** Both curves have one scale, from 0 to the highest share of either. */
    private String curve(ToDoubleFunction<WindowTest> share) {
        double top = windows.stream()
                .mapToDouble(
                        each -> Math.max(each.test().reference(), each.test().value()))
                .max()
                .orElse(0);
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < length(); at++) {
            double part = top == 0 ? 0 : share.applyAsDouble(window(at).test()) / top;
            line.append(BARS.charAt((int) Math.round(part * (BARS.length() - 1))));
        }
        return line.toString();
    }

    private int length() {
        return Math.min(WIDTH, windows.size());
    }

    private Adjusted<WindowTest> window(int at) {
        return windows.get((int) ((long) at * windows.size() / length()));
    }
}
