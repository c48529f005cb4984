package io.freshet.jobs.demo;

/** A curve in one line of text. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /** One character a value, {@code top} being a full one; the newest {@code width} values if there are more. */
    static String of(double[] values, double top, int width) {
        StringBuilder line = new StringBuilder();
        for (int i = Math.max(0, values.length - width); i < values.length; i++) {
            line.append(BARS.charAt(level(values[i], top)));
        }
        return line.toString();
    }

    private static int level(double value, double top) {
        return top <= 0 ? 0 : (int) Math.min(BARS.length() - 1, Math.round(value / top * (BARS.length() - 1)));
    }
}
