package io.freshet.jobs.compare;

import java.util.Locale;

/**
 * Numbers as reports print them, with a point in every locale.
 *
 * @param resamples which bound the p-values of the bootstrap from below
 */
record Figures(int resamples) {
    private static final double SMALLEST_P = 0.0001;
    static final String NONE = "-";

    static String value(double value) {
        return Double.isNaN(value) ? NONE : format("%.4f", value);
    }

    static String signed(double value) {
        return Double.isNaN(value) ? NONE : format("%+.4f", value);
    }

    static String percent(double share) {
        return Double.isNaN(share) ? NONE : format("%+.1f %%", 100 * share);
    }

    /** A share without a sign and with no more digits than it needs. */
    static String share(double share) {
        double percent = Math.round(1e4 * share) / 1e2;
        return (percent == Math.rint(percent) ? format("%.0f", percent) : Double.toString(percent)) + " %";
    }

    static String interval(Estimate estimate) {
        return estimate.isTested() ? "[" + signed(estimate.low()) + ", " + signed(estimate.high()) + "]" : NONE;
    }

    static String count(long count) {
        return format("%,d", count);
    }

    /** A p-value alone; below a ten thousandth only that. */
    static String p(double p) {
        if (Double.isNaN(p)) {
            return NONE;
        }
        return p < SMALLEST_P ? "<" + format("%.4f", SMALLEST_P) : format("%.4f", p);
    }

    /**
     * A p-value of the bootstrap, adjusted or not: a bound if no resample was on the other side of 0.
     *
     * @param raw the same before any correction
     */
    String p(double raw, double shown) {
        String text = p(shown);
        return isBound(raw, shown) && !text.startsWith("<") ? "≤" + text : text;
    }

    /** The same in a sentence. */
    String sentence(double raw, double shown) {
        String text = p(raw, shown);
        boolean bare = Character.isDigit(text.charAt(0));
        return bare ? "p = " + text : "p " + text.charAt(0) + " " + text.substring(1);
    }

    private boolean isBound(double raw, double shown) {
        return raw <= 2.0 / (resamples + 1) && shown < 1;
    }

    private static String format(String pattern, Object value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
