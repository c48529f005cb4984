package io.freshet.embedding;

/** Checks settings in the constructors of records, with messages that name setting, value and limits. */
public final class Limits {
    private Limits() {}

    /** Throws an {@link IllegalArgumentException} unless min ≤ value ≤ max, which NaN never is. */
    public static void inRange(String name, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    name + " is " + plain(value) + ": set it between " + plain(min) + " and " + plain(max));
        }
    }

    /** Like the other, but shows the value with the digits of a float. */
    public static void inRange(String name, float value, double min, double max) {
        inRange(name, Double.parseDouble(Float.toString(value)), min, max);
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
