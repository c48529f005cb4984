package io.freshet.ranking.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * Events of a stream from one place to another; tested or not, they count for where a window lies.
 *
 * @param from first index
 * @param to one behind the last index
 */
public record Window(int from, int to) {
    public Window {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("window " + from + " to " + to + ": give 0 ≤ from ≤ to");
        }
    }

    public static Window all(TestPlan plan) {
        return new Window(0, plan.stream().size());
    }

    /** The last ⌊N/10⌋ events. */
    public static Window lastTenth(TestPlan plan) {
        int size = plan.stream().size();
        return new Window(size - size / 10, size);
    }

    /** Ten parts as equal as can be, in order. */
    public static List<Window> deciles(TestPlan plan) {
        return sliding(plan, 0.1, 0.1);
    }

    /**
     * Windows of one length at one distance, as shares of the stream, from its start to its end.
     *
     * @param length in (0, 1]
     * @param step in (0, 1]
     */
    public static List<Window> sliding(TestPlan plan, double length, double step) {
        List<Window> windows = new ArrayList<>();
        double size = plan.stream().size();
        long count = Math.round((1 - length) / step);
        for (long i = 0; i <= count; i++) {
            int from = (int) Math.round(i * step * size);
            int to = (int) Math.min(size, Math.round((i * step + length) * size));
            windows.add(new Window(from, to));
        }
        return windows;
    }
}
