package io.freshet.jobs.sweep;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Numbers from {@code low} to {@code high}, both included.
 *
 * @param logarithmic whether each factor is as likely as any other, rather than each difference
 * @param whole whether there are whole numbers only
 */
record NumberRange(String key, double low, double high, boolean logarithmic, boolean whole) implements Axis {
    /** More digits would say nothing, and somebody may want to type them. */
    private static final MathContext DIGITS = new MathContext(4);

    NumberRange {
        if (!(low < high)) {
            throw new IllegalArgumentException("the range begins at " + low + " and ends at " + high
                    + ": give the lower number first, or one value with --set");
        }
        if (logarithmic && low <= 0) {
            throw new IllegalArgumentException(
                    "the range begins at " + low + ": a logarithmic one must begin above 0, or leave out :log");
        }
    }

    @Override
    public String at(double place) {
        double end = whole ? high + 1 : high;
        double value = logarithmic ? low * StrictMath.pow(end / low, place) : low + (end - low) * place;
        return whole ? Long.toString((long) within(Math.floor(value))) : Double.toString(within(rounded(value)));
    }

    @Override
    public String text() {
        return low + ".." + high + (logarithmic ? ":log" : "");
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

    private double within(double value) {
        return Math.max(low, Math.min(high, value));
    }
}
