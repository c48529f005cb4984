package io.freshet.embedding.simd;

import static io.freshet.embedding.simd.FusedMultiplyAdd.fma;

/**
 * exp and log with the same bits on every JVM and CPU that has fused multiply-add; within 2 ulp of {@link StrictMath}.
 *
 * <p>Polynomials of S. Moshier's Cephes library (expf, logf).
 */
public final class StableMath {
    static final float LOG2_E = 1.44269504f;
    static final float LN2_HIGH = 0.693359375f;
    static final float LN2_LOW = -2.12194440e-4f;
    static final float SQRT_HALF = 0.70710678f;
    static final float MAX_EXPONENT = 88.72283f;
    static final float MIN_EXPONENT = -103.97208f;

    /** Added and taken away again it rounds to a whole number; added, it leaves that number in the low bits. */
    static final float ROUNDING = 0x1.8p23f;

    /** What makes a denormal number normal, and by how many powers of two. */
    static final float DENORMAL_SHIFT = 0x1p23f;

    static final int DENORMAL_BITS = 23;

    private StableMath() {}

    public static float exp(float x) {
        if (x > MAX_EXPONENT) {
            return Float.POSITIVE_INFINITY;
        }
        if (x < MIN_EXPONENT) {
            return 0f;
        }
        float n = x * LOG2_E + ROUNDING - ROUNDING;
        float r = fma(-n, LN2_LOW, fma(-n, LN2_HIGH, x));
        float p = 1.9875691500e-4f;
        p = fma(p, r, 1.3981999507e-3f);
        p = fma(p, r, 8.3334519073e-3f);
        p = fma(p, r, 4.1665795894e-2f);
        p = fma(p, r, 1.6666665459e-1f);
        p = fma(p, r, 5.0000001201e-1f);
        float y = fma(p, r * r, r) + 1f;
        int half = (int) n >> 1;
        return y * powerOfTwo(half) * powerOfTwo((int) n - half);
    }

    /** The natural logarithm of a positive, finite {@code x}. */
    public static float log(float x) {
        float shifted = x < Float.MIN_NORMAL ? x * DENORMAL_SHIFT : x;
        int bits = Float.floatToRawIntBits(shifted);
        int exponent = (bits >>> 23) - 126 - (x < Float.MIN_NORMAL ? DENORMAL_BITS : 0);
        float m = Float.intBitsToFloat((bits & 0x007fffff) | 0x3f000000);
        float f;
        if (m < SQRT_HALF) {
            exponent--;
            f = m + m - 1f;
        } else {
            f = m - 1f;
        }
        return logOfMantissa(f, exponent);
    }

    private static float logOfMantissa(float f, float exponent) {
        float z = f * f;
        float p = 7.0376836292e-2f;
        p = fma(p, f, -1.1514610310e-1f);
        p = fma(p, f, 1.1676998740e-1f);
        p = fma(p, f, -1.2420140846e-1f);
        p = fma(p, f, 1.4249322787e-1f);
        p = fma(p, f, -1.6668057665e-1f);
        p = fma(p, f, 2.0000714765e-1f);
        p = fma(p, f, -2.4999993993e-1f);
        p = fma(p, f, 3.3333331174e-1f);
        float y = fma(exponent, LN2_LOW, f * z * p);
        y = fma(-0.5f, z, y);
        return fma(exponent, LN2_HIGH, f + y);
    }

    private static float powerOfTwo(int n) {
        return Float.intBitsToFloat((n + 127) << 23);
    }
}
