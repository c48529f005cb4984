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
    private final float[] partial = new float[LANES];

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
        return Reduction.fold(partial);
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
    public void blend(float s, float[] x, int xOffset, float t, float[] y, int yOffset, int length) {
        FloatVector scale = FloatVector.broadcast(FLOATS, s);
        int i = 0;
        for (; i <= length - WIDTH; i += WIDTH) {
            FloatVector.fromArray(FLOATS, x, xOffset + i)
                    .fma(scale, FloatVector.fromArray(FLOATS, y, yOffset + i).mul(t))
                    .intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = Math.fma(s, x[xOffset + i], t * y[yOffset + i]);
        }
    }

    @Override
    public float step(
            Adagrad adagrad,
            float accumulator,
            float s,
            float[] x,
            int xOffset,
            float t,
            float[] y,
            int yOffset,
            int length) {
        float squares = accumulator + sumOfSquares(s, x, xOffset, t, y, yOffset, length) / length;
        if (!Float.isFinite(squares)) {
            return Float.NaN;
        }
        float rate = adagrad.rate(squares);
        if (mayExceed(adagrad.maxSquare(), rate * s, x, xOffset, 1f + rate * t, y, yOffset, length)) {
            float square = dot(y, yOffset, y, yOffset, length);
            if (square > adagrad.maxSquare()) {
                Reduction.scale(adagrad.maxNorm() / (float) Math.sqrt(square), y, yOffset, length);
            }
        }
        return squares;
    }

    /** Σ (s·x[i] + t·y[i])². */
    private float sumOfSquares(float s, float[] x, int xOffset, float t, float[] y, int yOffset, int length) {
        int whole = length & -LANES;
        FloatVector scale = FloatVector.broadcast(FLOATS, s);
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int i = lane; i < whole; i += LANES) {
                FloatVector v = FloatVector.fromArray(FLOATS, x, xOffset + i)
                        .fma(
                                scale,
                                FloatVector.fromArray(FLOATS, y, yOffset + i).mul(t));
                sum = v.fma(v, sum);
            }
            sum.intoArray(partial, lane);
        }
        for (int i = whole; i < length; i++) {
            float v = Math.fma(s, x[xOffset + i], t * y[yOffset + i]);
            partial[i - whole] = Math.fma(v, v, partial[i - whole]);
        }
        return Reduction.fold(partial);
    }

    /**
     * {@link #blend}, and whether the square of the result's norm may exceed {@code square}: a lane holds at most its
     * share of it if not, which is known without a sum.
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
