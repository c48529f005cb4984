package io.freshet.embedding.simd;

import static io.freshet.embedding.simd.Species.FLOATS;
import static io.freshet.embedding.simd.Species.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** {@link StableMath} on registers, with the same bits in every lane. */
final class SimdMath {
    private SimdMath() {}

    /** Replaces whole registers of {@code x}; returns how many values these are. */
    static int exp(float[] x, int length) {
        int i = 0;
        for (; i <= length - WIDTH; i += WIDTH) {
            exp(FloatVector.fromArray(FLOATS, x, i)).intoArray(x, i);
        }
        return i;
    }

    private static FloatVector exp(FloatVector x) {
        VectorMask<Float> over = x.compare(VectorOperators.GT, StableMath.MAX_EXPONENT);
        VectorMask<Float> under = x.compare(VectorOperators.LT, StableMath.MIN_EXPONENT);
        FloatVector shifted = x.mul(StableMath.LOG2_E).add(StableMath.ROUNDING);
        FloatVector n = shifted.sub(StableMath.ROUNDING);
        FloatVector r = n.neg().fma(constant(StableMath.LN2_HIGH), x);
        r = n.neg().fma(constant(StableMath.LN2_LOW), r);
        FloatVector p = constant(1.9875691500e-4f);
        p = p.fma(r, constant(1.3981999507e-3f));
        p = p.fma(r, constant(8.3334519073e-3f));
        p = p.fma(r, constant(4.1665795894e-2f));
        p = p.fma(r, constant(1.6666665459e-1f));
        p = p.fma(r, constant(5.0000001201e-1f));
        FloatVector y = p.fma(r.mul(r), r).add(1f);
        IntVector exponent = shifted.reinterpretAsInts().sub(Float.floatToRawIntBits(StableMath.ROUNDING));
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        return y.mul(powerOfTwo(half))
                .mul(powerOfTwo(exponent.sub(half)))
                .blend(constant(Float.POSITIVE_INFINITY), over)
                .blend(FloatVector.zero(FLOATS), under);
    }

    /** Replaces whole registers of {@code x}; returns how many values these are. */
    static int log(float[] x, int length) {
        int i = 0;
        for (; i <= length - WIDTH; i += WIDTH) {
            log(FloatVector.fromArray(FLOATS, x, i)).intoArray(x, i);
        }
        return i;
    }

    private static FloatVector log(FloatVector x) {
        VectorMask<Float> tiny = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        IntVector bits = x.blend(x.mul(StableMath.DENORMAL_SHIFT), tiny).reinterpretAsInts();
        FloatVector exponent = (FloatVector)
                bits.lanewise(VectorOperators.LSHR, 23).sub(126).convertShape(VectorOperators.I2F, FLOATS, 0);
        exponent = exponent.blend(exponent.sub(StableMath.DENORMAL_BITS), tiny);
        FloatVector m = bits.and(0x007fffff).or(0x3f000000).reinterpretAsFloats();
        VectorMask<Float> low = m.compare(VectorOperators.LT, StableMath.SQRT_HALF);
        exponent = exponent.blend(exponent.sub(1f), low);
        FloatVector f = m.blend(m.add(m), low).sub(1f);
        FloatVector z = f.mul(f);
        FloatVector p = constant(7.0376836292e-2f);
        p = p.fma(f, constant(-1.1514610310e-1f));
        p = p.fma(f, constant(1.1676998740e-1f));
        p = p.fma(f, constant(-1.2420140846e-1f));
        p = p.fma(f, constant(1.4249322787e-1f));
        p = p.fma(f, constant(-1.6668057665e-1f));
        p = p.fma(f, constant(2.0000714765e-1f));
        p = p.fma(f, constant(-2.4999993993e-1f));
        p = p.fma(f, constant(3.3333331174e-1f));
        FloatVector y = exponent.fma(constant(StableMath.LN2_LOW), f.mul(z).mul(p));
        y = z.fma(constant(-0.5f), y);
        return exponent.fma(constant(StableMath.LN2_HIGH), f.add(y));
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }

    private static FloatVector powerOfTwo(IntVector n) {
        return n.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    }
}
