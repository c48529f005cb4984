package io.freshet.features.declared;

/** 2 to a power between 0 and 1, with the same bits on every JVM; within 3 ulp. */
final class PowerOfTwo {
    private static final double LN_2 = 0.693147180559945309;
    private static final double ROOT_OF_TWO = 1.41421356237309505;
    private static final int DEGREE = 14;

    private PowerOfTwo() {}

    /** Taylor's series around the middle, where {@code |x| ≤ ln 2 ÷ 2}: what is left out is below 10⁻¹⁸. */
    static double of(double power) {
        double x = (power - 0.5) * LN_2;
        double sum = 1;
        for (int n = DEGREE; n >= 1; n--) {
            sum = 1 + sum * x / n;
        }
        return ROOT_OF_TWO * sum;
    }
}
