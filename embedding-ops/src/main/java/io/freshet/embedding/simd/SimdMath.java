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
            FloatVector v = FloatVector.fromArray(FLOATS, x, i);
            VectorMask<Float> over = v.compare(VectorOperators.GT, StableMath.MAX_EXPONENT);
            VectorMask<Float> under = v.compare(VectorOperators.LT, StableMath.MIN_EXPONENT);
            FloatVector shifted = v.mul(StableMath.LOG2_E).add(StableMath.ROUNDING);
            FloatVector n = shifted.sub(StableMath.ROUNDING);
            FloatVector r = n.neg().fma(FloatVector.broadcast(FLOATS, StableMath.LN2_HIGH), v);
            r = n.neg().fma(FloatVector.broadcast(FLOATS, StableMath.LN2_LOW), r);
            FloatVector p = FloatVector.broadcast(FLOATS, 1.9875691500e-4f);
            p = p.fma(r, FloatVector.broadcast(FLOATS, 1.3981999507e-3f));
            p = p.fma(r, FloatVector.broadcast(FLOATS, 8.3334519073e-3f));
            p = p.fma(r, FloatVector.broadcast(FLOATS, 4.1665795894e-2f));
            p = p.fma(r, FloatVector.broadcast(FLOATS, 1.6666665459e-1f));
            p = p.fma(r, FloatVector.broadcast(FLOATS, 5.0000001201e-1f));
            FloatVector y = p.fma(r.mul(r), r).add(1f);
            IntVector exponent = shifted.reinterpretAsInts().sub(Float.floatToRawIntBits(StableMath.ROUNDING));
            IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
            y.mul(half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
                    .mul(exponent.sub(half)
                            .add(127)
                            .lanewise(VectorOperators.LSHL, 23)
                            .reinterpretAsFloats())
                    .blend(FloatVector.broadcast(FLOATS, Float.POSITIVE_INFINITY), over)
                    .blend(FloatVector.zero(FLOATS), under)
                    .intoArray(x, i);
        }
        return i;
    }

    /** Replaces whole registers of {@code x}; returns how many values these are. */
    static int log(float[] x, int length) {
        int i = 0;
        for (; i <= length - WIDTH; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, i);
            VectorMask<Float> tiny = v.compare(VectorOperators.LT, Float.MIN_NORMAL);
            IntVector bits = v.blend(v.mul(StableMath.DENORMAL_SHIFT), tiny).reinterpretAsInts();
            FloatVector exponent = (FloatVector)
                    bits.lanewise(VectorOperators.LSHR, 23).sub(126).convertShape(VectorOperators.I2F, FLOATS, 0);
            exponent = exponent.blend(exponent.sub(StableMath.DENORMAL_BITS), tiny);
            FloatVector m = bits.and(0x007fffff).or(0x3f000000).reinterpretAsFloats();
            VectorMask<Float> low = m.compare(VectorOperators.LT, StableMath.SQRT_HALF);
            exponent = exponent.blend(exponent.sub(1f), low);
            FloatVector f = m.blend(m.add(m), low).sub(1f);
            FloatVector z = f.mul(f);
            FloatVector p = FloatVector.broadcast(FLOATS, 7.0376836292e-2f);
            p = p.fma(f, FloatVector.broadcast(FLOATS, -1.1514610310e-1f));
            p = p.fma(f, FloatVector.broadcast(FLOATS, 1.1676998740e-1f));
            p = p.fma(f, FloatVector.broadcast(FLOATS, -1.2420140846e-1f));
            p = p.fma(f, FloatVector.broadcast(FLOATS, 1.4249322787e-1f));
            p = p.fma(f, FloatVector.broadcast(FLOATS, -1.6668057665e-1f));
            p = p.fma(f, FloatVector.broadcast(FLOATS, 2.0000714765e-1f));
            p = p.fma(f, FloatVector.broadcast(FLOATS, -2.4999993993e-1f));
            p = p.fma(f, FloatVector.broadcast(FLOATS, 3.3333331174e-1f));
            FloatVector y = exponent.fma(
                    FloatVector.broadcast(FLOATS, StableMath.LN2_LOW), f.mul(z).mul(p));
            y = z.fma(FloatVector.broadcast(FLOATS, -0.5f), y);
            exponent.fma(FloatVector.broadcast(FLOATS, StableMath.LN2_HIGH), f.add(y))
                    .intoArray(x, i);
        }
        return i;
    }
}
