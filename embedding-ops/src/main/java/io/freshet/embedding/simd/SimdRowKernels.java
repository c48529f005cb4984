package io.freshet.embedding.simd;

import static io.freshet.embedding.simd.Species.FLOATS;
import static io.freshet.embedding.simd.Species.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The loops on the Vector API, at the width that the CPU prefers.
 *
 * <p>Sixteen partial sums fill one, two or four registers, so the width does not show in the result. They are stored
 * and folded by scalar code: an in-register fold is slower on JDK 17.
 */
final class SimdRowKernels implements RowKernels {
    private final float[] partial = new float[2 * LANES];

    @Override
    public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
        int whole = length & -LANES;
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int i = lane; i < whole; i += LANES) {
                sum = FloatVector.fromArray(FLOATS, a, aOffset + i)
                        .fma(FloatVector.fromArray(FLOATS, b, bOffset + i), sum);
            }
            sum.intoArray(partial, lane);
        }
        for (int i = whole; i < length; i++) {
            partial[i - whole] = Math.fma(a[aOffset + i], b[bOffset + i], partial[i - whole]);
        }
        return Reduction.fold(partial, 0);
    }

    @Override
    public void addScaled(float s, float[] x, int xOffset, float[] y, int yOffset, int length) {
        FloatVector scale = FloatVector.broadcast(FLOATS, s);
        int i = 0;
        for (; i <= length - WIDTH; i += WIDTH) {
            FloatVector.fromArray(FLOATS, x, xOffset + i)
                    .fma(scale, FloatVector.fromArray(FLOATS, y, yOffset + i))
                    .intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = Math.fma(s, x[xOffset + i], y[yOffset + i]);
        }
    }

    @Override
    public void dotAndSquare(
            float[] x, int xOffset, float t, float[] y, int yOffset, int length, float[] result, int at) {
        int whole = length & -LANES;
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector dots = FloatVector.zero(FLOATS);
            FloatVector squares = dots;
            for (int i = lane; i < whole; i += LANES) {
                FloatVector xs = FloatVector.fromArray(FLOATS, x, xOffset + i);
                FloatVector ys = FloatVector.fromArray(FLOATS, y, yOffset + i);
                FloatVector v = ys.fma(FloatVector.broadcast(FLOATS, t), xs);
                dots = xs.fma(ys, dots);
                squares = v.fma(v, squares);
            }
            dots.intoArray(partial, lane);
            squares.intoArray(partial, LANES + lane);
        }
        for (int i = whole; i < length; i++) {
            int lane = i - whole;
            float v = Math.fma(t, y[yOffset + i], x[xOffset + i]);
            partial[lane] = Math.fma(x[xOffset + i], y[yOffset + i], partial[lane]);
            partial[LANES + lane] = Math.fma(v, v, partial[LANES + lane]);
        }
        result[at] = Reduction.fold(partial, 0);
        result[at + 1] = Reduction.fold(partial, LANES);
    }

    @Override
    public void blend(float s, float[] x, int xOffset, float t, float[] y, int yOffset, int length, float maxNorm) {
        if (mayExceed(maxNorm * maxNorm, s, x, xOffset, t, y, yOffset, length)) {
            float square = dot(y, yOffset, y, yOffset, length);
            if (square > maxNorm * maxNorm) {
                Reduction.cut(y, yOffset, length, square, maxNorm);
            }
        }
    }

    /**
     * Blends, and says whether the square of the result's norm may exceed {@code square}: if not, every lane holds at
     * most its share of it, which is known without a sum.
     */
    private static boolean mayExceed(
            float square, float s, float[] x, int xOffset, float t, float[] y, int yOffset, int length) {
        FloatVector scale = FloatVector.broadcast(FLOATS, s);
        FloatVector squares = FloatVector.zero(FLOATS);
        int i = 0;
        for (; i <= length - WIDTH; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xOffset + i)
                    .fma(scale, FloatVector.fromArray(FLOATS, y, yOffset + i).mul(t));
            v.intoArray(y, yOffset + i);
            squares = v.fma(v, squares);
        }
        float rest = 0f;
        for (; i < length; i++) {
            float v = Math.fma(s, x[xOffset + i], t * y[yOffset + i]);
            y[yOffset + i] = v;
            rest = Math.fma(v, v, rest);
        }
        float share = square / (2 * WIDTH);
        return squares.compare(VectorOperators.GT, share).anyTrue() || rest > share;
    }

    @Override
    public void rates(Adagrad adagrad, float[] x, int length) {
        int i = 0;
        for (; i <= length - WIDTH; i += WIDTH) {
            FloatVector root =
                    FloatVector.fromArray(FLOATS, x, i).add(Adagrad.EPSILON).lanewise(VectorOperators.SQRT);
            FloatVector.broadcast(FLOATS, 1f)
                    .div(root)
                    .max(adagrad.floor())
                    .mul(adagrad.rate())
                    .intoArray(x, i);
        }
        for (; i < length; i++) {
            x[i] = adagrad.rate(x[i]);
        }
    }

    @Override
    public void exp(float[] x, int length) {
        for (int i = SimdMath.exp(x, length); i < length; i++) {
            x[i] = StableMath.exp(x[i]);
        }
    }

    @Override
    public void log(float[] x, int length) {
        for (int i = SimdMath.log(x, length); i < length; i++) {
            x[i] = StableMath.log(x[i]);
        }
    }

    /** Scalar moves: JDK 17 boxes vectors of a second width beside those of the first. */
    @Override
    public void toQuads(float[] row, int offset, int length, float[] chunk, int at) {
        int i = 0;
        for (; i <= length - QuadLayout.QUAD; i += QuadLayout.QUAD, at += QuadLayout.STRIDE) {
            chunk[at] = row[offset + i];
            chunk[at + 1] = row[offset + i + 1];
            chunk[at + 2] = row[offset + i + 2];
            chunk[at + 3] = row[offset + i + 3];
        }
        for (int rest = i; rest < length; rest++) {
            chunk[at + rest - i] = row[offset + rest];
        }
    }

    @Override
    public float toQuads(float[] row, int offset, int length, byte[] chunk, int at) {
        float max = greatest(row, offset, length);
        float inverse = Codes.inverseScale(max);
        for (int i = 0; i < length; i++) {
            // adding 1.5·2²³ rounds as rint does, and leaves the code in the low bits
            int bits = Float.floatToRawIntBits(row[offset + i] * inverse + 0x1.8p23f);
            chunk[at + (i >> 2) * QuadLayout.STRIDE + (i & 3)] = (byte) bits;
        }
        return Codes.scale(max);
    }

    private static float greatest(float[] row, int offset, int length) {
        FloatVector max = FloatVector.zero(FLOATS);
        int i = 0;
        for (; i <= length - WIDTH; i += WIDTH) {
            max = max.max(FloatVector.fromArray(FLOATS, row, offset + i).abs());
        }
        float greatest = max.reduceLanes(VectorOperators.MAX);
        for (; i < length; i++) {
            greatest = Math.max(greatest, Math.abs(row[offset + i]));
        }
        return greatest;
    }
}
