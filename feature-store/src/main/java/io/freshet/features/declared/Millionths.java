package io.freshet.features.declared;

/** Values as whole millionths, so that their sums are exact in any order. */
final class Millionths {
    private static final double ONE = 1e6;

    private Millionths() {}

    /** The nearest; {@code value} is within {@link FeatureEvent#LARGEST_VALUE}. */
    static long of(double value) {
        return Math.round(value * ONE);
    }

    static double toDouble(long millionths) {
        return millionths / ONE;
    }

    /** Stays at the end of its range, some 9·10¹², where it would run over. */
    static long sum(long a, long b) {
        long sum = a + b;
        boolean over = ((a ^ sum) & (b ^ sum)) < 0;
        if (over) {
            return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }
}
