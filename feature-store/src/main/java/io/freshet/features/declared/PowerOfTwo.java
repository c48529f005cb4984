package io.freshet.features.declared;

/** 2 to a power between 0 and 1, with the same bits on every JVM; within 3 ulp. */
final class PowerOfTwo {
    private static final double LN_2 = 0.693147180559945309;
    private static final double ROOT_OF_TWO = 1.41421356237309505;

    private PowerOfTwo() {}

    /** Taylor's series around the middle, where {@code |x| ≤ ln 2 ÷ 2}: what is left out is below 10⁻¹⁸. */
    static double of(double power) {
        double x = (power - 0.5) * LN_2;
        double p = 1.0 / 87178291200L;
        p = p * x + 1.0 / 6227020800L;
        p = p * x + 1.0 / 479001600;
        p = p * x + 1.0 / 39916800;
        p = p * x + 1.0 / 3628800;
        p = p * x + 1.0 / 362880;
        p = p * x + 1.0 / 40320;
        p = p * x + 1.0 / 5040;
        p = p * x + 1.0 / 720;
        p = p * x + 1.0 / 120;
        p = p * x + 1.0 / 24;
        p = p * x + 1.0 / 6;
        p = p * x + 1.0 / 2;
        p = p * x + 1;
        p = p * x + 1;
        return ROOT_OF_TWO * p;
    }
}
