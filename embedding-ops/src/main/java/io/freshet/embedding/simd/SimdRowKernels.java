package io.freshet.embedding.simd;

import static io.freshet.embedding.simd.Species.FLOATS;
import static io.freshet.embedding.simd.Species.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * The loops on the Vector API, at the width that the CPU prefers.
 *
 * <p>Sixteen partial sums fill one, two or four registers, so the width does not show in the result. Where they fill one
 * they are folded in it: to store them for scalar code takes longer, since small arrays are not aligned and such a store
 * mostly straddles two cache lines.
 */
final class SimdRowKernels implements RowKernels {
    private static final VectorShuffle<Float> SWAP_8 = VectorShuffle.fromOp(FLOATS, i -> (i ^ 8) % WIDTH);
    private static final VectorShuffle<Float> SWAP_4 = VectorShuffle.fromOp(FLOATS, i -> (i ^ 4) % WIDTH);
    private static final VectorShuffle<Float> SWAP_2 = VectorShuffle.fromOp(FLOATS, i -> i ^ 2);
    private static final VectorShuffle<Float> SWAP_1 = VectorShuffle.fromOp(FLOATS, i -> i ^ 1);
    private static final VectorMask<Float> UPPER_8 = VectorMask.fromLong(FLOATS, 0xFF00L);
    private static final VectorMask<Float> UPPER_4 = VectorMask.fromLong(FLOATS, 0xF0F0L);

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
            if (WIDTH == LANES && whole == length) {
                sum = sum.add(sum.rearrange(SWAP_8));
                sum = sum.add(sum.rearrange(SWAP_4));
                sum = sum.add(sum.rearrange(SWAP_2));
                return sum.lane(0) + sum.lane(1);
            }
            sum.intoArray(partial, lane);
        }
        for (int i = whole; i < length; i++) {
            partial[i - whole] = Math.fma(a[aOffset + i], b[bOffset + i], partial[i - whole]);
        }
        return Reduction.fold(partial, 0);
    }

    @Override
    public void dots(
            float[] a,
            float[] b,
            float[] chunk,
            int[] offsets,
            int from,
            int to,
            int length,
            float[] aDots,
            float[] bDots) {
        int paired = WIDTH == LANES && length % LANES == 0 ? to - (to - from) % 2 : from;
        for (int j = from; j < paired; j += 2) {
            dotsOfTwo(a, b, chunk, offsets[j], offsets[j + 1], length, j, aDots, bDots);
        }
        for (int j = paired; j < to; j++) {
            aDots[j] = dot(a, 0, chunk, offsets[j], length);
            bDots[j] = dot(b, 0, chunk, offsets[j], length);
        }
    }

    /**
     * Folds four sums in one register: the halves of two of them go side by side, so that one shuffle serves both, then the
     * quarters of all four. Each is added up in the order of {@link Reduction}.
     */
    private static void dotsOfTwo(
            float[] a,
            float[] b,
            float[] chunk,
            int first,
            int second,
            int length,
            int j,
            float[] aDots,
            float[] bDots) {
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        for (int i = 0; i < length; i += LANES) {
            FloatVector as = FloatVector.fromArray(FLOATS, a, i);
            FloatVector bs = FloatVector.fromArray(FLOATS, b, i);
            FloatVector row0 = FloatVector.fromArray(FLOATS, chunk, first + i);
            FloatVector row1 = FloatVector.fromArray(FLOATS, chunk, second + i);
            a0 = as.fma(row0, a0);
            a1 = as.fma(row1, a1);
            b0 = bs.fma(row0, b0);
            b1 = bs.fma(row1, b1);
        }
        FloatVector sums0 = a0.blend(b0, UPPER_8).add(b0.blend(a0, UPPER_8).rearrange(SWAP_8));
        FloatVector sums1 = a1.blend(b1, UPPER_8).add(b1.blend(a1, UPPER_8).rearrange(SWAP_8));
        FloatVector sums =
                sums0.blend(sums1, UPPER_4).add(sums1.blend(sums0, UPPER_4).rearrange(SWAP_4));
        sums = sums.add(sums.rearrange(SWAP_2));
        sums = sums.add(sums.rearrange(SWAP_1));
        aDots[j] = sums.lane(0);
        aDots[j + 1] = sums.lane(4 % WIDTH);
        bDots[j] = sums.lane(8 % WIDTH);
        bDots[j + 1] = sums.lane(12 % WIDTH);
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
    public void addScaled(
            float[] s, float[] chunk, int[] offsets, int from, int to, float[] y, int yOffset, int length) {
        int i = 0;
        for (; i <= length - 4 * WIDTH; i += 4 * WIDTH) {
            addFour(s, chunk, offsets, from, to, i, y, yOffset + i);
        }
        for (; i <= length - WIDTH; i += WIDTH) {
            FloatVector sum = FloatVector.fromArray(FLOATS, y, yOffset + i);
            for (int j = from; j < to; j++) {
                sum = FloatVector.fromArray(FLOATS, chunk, offsets[j] + i)
                        .fma(FloatVector.broadcast(FLOATS, s[j]), sum);
            }
            sum.intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            for (int j = from; j < to; j++) {
                y[yOffset + i] = Math.fma(s[j], chunk[offsets[j] + i], y[yOffset + i]);
            }
        }
    }

    /** Four registers of y, so that no row waits for what the one before it has stored. */
    private static void addFour(float[] s, float[] chunk, int[] offsets, int from, int to, int i, float[] y, int at) {
        FloatVector y0 = FloatVector.fromArray(FLOATS, y, at);
        FloatVector y1 = FloatVector.fromArray(FLOATS, y, at + WIDTH);
        FloatVector y2 = FloatVector.fromArray(FLOATS, y, at + 2 * WIDTH);
        FloatVector y3 = FloatVector.fromArray(FLOATS, y, at + 3 * WIDTH);
        for (int j = from; j < to; j++) {
            int row = offsets[j] + i;
            FloatVector scale = FloatVector.broadcast(FLOATS, s[j]);
            y0 = FloatVector.fromArray(FLOATS, chunk, row).fma(scale, y0);
            y1 = FloatVector.fromArray(FLOATS, chunk, row + WIDTH).fma(scale, y1);
            y2 = FloatVector.fromArray(FLOATS, chunk, row + 2 * WIDTH).fma(scale, y2);
            y3 = FloatVector.fromArray(FLOATS, chunk, row + 3 * WIDTH).fma(scale, y3);
        }
        y0.intoArray(y, at);
        y1.intoArray(y, at + WIDTH);
        y2.intoArray(y, at + 2 * WIDTH);
        y3.intoArray(y, at + 3 * WIDTH);
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
            if (WIDTH == LANES && whole == length) {
                dots = dots.add(dots.rearrange(SWAP_8));
                squares = squares.add(squares.rearrange(SWAP_8));
                dots = dots.add(dots.rearrange(SWAP_4));
                squares = squares.add(squares.rearrange(SWAP_4));
                dots = dots.add(dots.rearrange(SWAP_2));
                squares = squares.add(squares.rearrange(SWAP_2));
                result[at] = dots.lane(0) + dots.lane(1);
                result[at + 1] = squares.lane(0) + squares.lane(1);
                return;
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
