package io.freshet.embedding.simd;

import static io.freshet.embedding.simd.QuadLayout.GROUP;
import static io.freshet.embedding.simd.QuadLayout.STRIDE;
import static io.freshet.embedding.simd.Species.BYTES;
import static io.freshet.embedding.simd.Species.FLOATS;
import static io.freshet.embedding.simd.Species.WIDTH;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.B2F;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.ROL;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The scans on the Vector API, at the width that the CPU prefers.
 *
 * <p>A register of the layout holds 16 values. Narrower registers take it in parts: the {@code part} of a loop is the
 * offset in it, and each part yields {@code WIDTH} consecutive rows of the group.
 */
final class SimdScanKernels implements ScanKernels {
    private static final VectorMask<Float> ODD = VectorMask.fromLong(FLOATS, 0xAAAAL);
    private static final VectorMask<Float> UPPER = VectorMask.fromLong(FLOATS, 0xCCCCL);
    private static final VectorShuffle<Float> SWAP_PAIRS = VectorShuffle.fromOp(FLOATS, i -> i ^ 2);

    private final SimdBatch batch = new SimdBatch();

    @Override
    public void scores(float[] chunk, int from, int to, float[] query, float[] biases, float[] scores, int at) {
        scan(chunk, from, to, query, biases, Float.POSITIVE_INFINITY, scores, at, GROUP);
    }

    @Override
    public int next(float[] chunk, int from, int to, float[] query, float[] biases, float threshold, float[] scores) {
        return scan(chunk, from, to, query, biases, threshold, scores, 0, 0);
    }

    @Override
    public void scores(
            byte[] chunk, int from, int to, float[] query, float[] scales, float[] biases, float[] scores, int at) {
        scan(chunk, from, to, query, scales, biases, Float.POSITIVE_INFINITY, scores, at, GROUP);
    }

    @Override
    public int next(
            byte[] chunk,
            int from,
            int to,
            float[] query,
            float[] scales,
            float[] biases,
            float threshold,
            float[] scores) {
        return scan(chunk, from, to, query, scales, biases, threshold, scores, 0, 0);
    }

    /**
     * Writes the scores of group after group, {@code step} apart, until one is above the threshold; returns that group.
     *
     * <p>At the end of a group each four neighbours are added: lane 4·l + r of the sums is quad l of register r. To blend
     * two registers before a shuffle saves every other shuffle. All in one method, since a vector that is passed on to
     * another is boxed as soon as the JIT does not inline that one, which depends on what else it has inlined.
     */
    private static int scan(
            float[] chunk,
            int from,
            int to,
            float[] query,
            float[] biases,
            float threshold,
            float[] scores,
            int at0,
            int step) {
        int quads = query.length / GROUP;
        int scoreAt = at0;
        for (int group = from; group < to; group++, scoreAt += step) {
            boolean found = false;
            for (int part = 0; part < GROUP; part += WIDTH) {
                FloatVector s0 = FloatVector.zero(FLOATS);
                FloatVector s1 = s0;
                FloatVector s2 = s0;
                FloatVector s3 = s0;
                int at = QuadLayout.group(group, quads) + part;
                for (int q = 0; q < query.length; q += GROUP, at += STRIDE) {
                    FloatVector v = FloatVector.fromArray(FLOATS, query, q);
                    s0 = v.fma(FloatVector.fromArray(FLOATS, chunk, at), s0);
                    s1 = v.fma(FloatVector.fromArray(FLOATS, chunk, at + GROUP), s1);
                    s2 = v.fma(FloatVector.fromArray(FLOATS, chunk, at + 2 * GROUP), s2);
                    s3 = v.fma(FloatVector.fromArray(FLOATS, chunk, at + 3 * GROUP), s3);
                }
                FloatVector low = s0.blend(s1, ODD)
                        .add(s1.blend(s0, ODD)
                                .reinterpretAsLongs()
                                .lanewise(ROL, Float.SIZE)
                                .reinterpretAsFloats());
                FloatVector high = s2.blend(s3, ODD)
                        .add(s3.blend(s2, ODD)
                                .reinterpretAsLongs()
                                .lanewise(ROL, Float.SIZE)
                                .reinterpretAsFloats());
                FloatVector sums = low.blend(high, UPPER)
                        .add(high.blend(low, UPPER).rearrange(SWAP_PAIRS))
                        .add(FloatVector.fromArray(FLOATS, biases, group * GROUP + part));
                found |= sums.compare(GT, threshold).anyTrue();
                sums.intoArray(scores, scoreAt + part);
            }
            if (found) {
                return group;
            }
        }
        return to;
    }

    /** The same over codes. */
    private static int scan(
            byte[] chunk,
            int from,
            int to,
            float[] query,
            float[] scales,
            float[] biases,
            float threshold,
            float[] scores,
            int at0,
            int step) {
        int quads = query.length / GROUP;
        int scoreAt = at0;
        for (int group = from; group < to; group++, scoreAt += step) {
            boolean found = false;
            for (int part = 0; part < GROUP; part += WIDTH) {
                FloatVector s0 = FloatVector.zero(FLOATS);
                FloatVector s1 = s0;
                FloatVector s2 = s0;
                FloatVector s3 = s0;
                int at = QuadLayout.group(group, quads) + part;
                for (int q = 0; q < query.length; q += GROUP, at += STRIDE) {
                    FloatVector v = FloatVector.fromArray(FLOATS, query, q);
                    s0 = v.fma(
                            (FloatVector) ByteVector.fromArray(BYTES, chunk, at).convertShape(B2F, FLOATS, 0), s0);
                    s1 = v.fma(
                            (FloatVector) ByteVector.fromArray(BYTES, chunk, at + GROUP)
                                    .convertShape(B2F, FLOATS, 0),
                            s1);
                    s2 = v.fma(
                            (FloatVector) ByteVector.fromArray(BYTES, chunk, at + 2 * GROUP)
                                    .convertShape(B2F, FLOATS, 0),
                            s2);
                    s3 = v.fma(
                            (FloatVector) ByteVector.fromArray(BYTES, chunk, at + 3 * GROUP)
                                    .convertShape(B2F, FLOATS, 0),
                            s3);
                }
                FloatVector low = s0.blend(s1, ODD)
                        .add(s1.blend(s0, ODD)
                                .reinterpretAsLongs()
                                .lanewise(ROL, Float.SIZE)
                                .reinterpretAsFloats());
                FloatVector high = s2.blend(s3, ODD)
                        .add(s3.blend(s2, ODD)
                                .reinterpretAsLongs()
                                .lanewise(ROL, Float.SIZE)
                                .reinterpretAsFloats());
                FloatVector sums = low.blend(high, UPPER)
                        .add(high.blend(low, UPPER).rearrange(SWAP_PAIRS))
                        .fma(
                                FloatVector.fromArray(FLOATS, scales, group * GROUP + part),
                                FloatVector.fromArray(FLOATS, biases, group * GROUP + part));
                found |= sums.compare(GT, threshold).anyTrue();
                sums.intoArray(scores, scoreAt + part);
            }
            if (found) {
                return group;
            }
        }
        return to;
    }

    @Override
    public long several(
            float[] chunk,
            int from,
            int to,
            float[] queries,
            int count,
            int quads,
            float[] biases,
            float[] thresholds,
            float[] scores) {
        return batch.several(chunk, from, to, queries, count, quads, biases, thresholds, scores);
    }

    @Override
    public int nextAbove(float[] scores, int from, int to, float threshold) {
        for (int at = from; at < to; at += GROUP) {
            for (int part = 0; part < GROUP; part += WIDTH) {
                if (FloatVector.fromArray(FLOATS, scores, at + part)
                        .compare(GT, threshold)
                        .anyTrue()) {
                    return at;
                }
            }
        }
        return to;
    }

    /** A sum of ones: counting the bits of a mask is slow on JDK 17. Four of them, since one waits for each addition. */
    @Override
    public int countAbove(float[] values, int length, float threshold) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1f);
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector count0 = zero;
        FloatVector count1 = zero;
        FloatVector count2 = zero;
        FloatVector count3 = zero;
        int i = 0;
        for (; i <= length - 4 * WIDTH; i += 4 * WIDTH) {
            FloatVector v0 = FloatVector.fromArray(FLOATS, values, i);
            FloatVector v1 = FloatVector.fromArray(FLOATS, values, i + WIDTH);
            FloatVector v2 = FloatVector.fromArray(FLOATS, values, i + 2 * WIDTH);
            FloatVector v3 = FloatVector.fromArray(FLOATS, values, i + 3 * WIDTH);
            count0 = count0.add(zero.blend(one, v0.compare(GT, threshold)));
            count1 = count1.add(zero.blend(one, v1.compare(GT, threshold)));
            count2 = count2.add(zero.blend(one, v2.compare(GT, threshold)));
            count3 = count3.add(zero.blend(one, v3.compare(GT, threshold)));
        }
        for (; i < length; i += WIDTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, values, i);
            count0 = count0.add(zero.blend(one, v.compare(GT, threshold)));
        }
        return (int) count0.add(count1).add(count2.add(count3)).reduceLanes(ADD);
    }

    @Override
    public void maxima(float[] scores, int stride, float[] maxima) {
        for (int j = 0; j < stride; j += WIDTH) {
            FloatVector max = FloatVector.fromArray(FLOATS, scores, j);
            for (int i = 1; i < 16; i++) {
                max = max.max(FloatVector.fromArray(FLOATS, scores, j + i * stride));
            }
            max.intoArray(maxima, j);
        }
    }
}
