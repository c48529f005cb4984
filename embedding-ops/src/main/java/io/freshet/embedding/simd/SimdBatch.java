package io.freshet.embedding.simd;

import static io.freshet.embedding.simd.QuadLayout.GROUP;
import static io.freshet.embedding.simd.QuadLayout.QUAD;
import static io.freshet.embedding.simd.QuadLayout.STRIDE;
import static io.freshet.embedding.simd.ScanKernels.BLOCK;
import static io.freshet.embedding.simd.Species.FLOATS;
import static io.freshet.embedding.simd.Species.WIDTH;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.ROL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/** {@link ScanKernels#several} on the Vector API, at the width that the CPU prefers. */
final class SimdBatch {
    private static final VectorMask<Float> ODD = VectorMask.fromLong(FLOATS, 0xAAAAL);
    private static final VectorMask<Float> UPPER = VectorMask.fromLong(FLOATS, 0xCCCCL);
    private static final VectorShuffle<Float> SWAP_PAIRS = VectorShuffle.fromOp(FLOATS, i -> i ^ 2);

    /** Queries of a tile: with four registers of rows that is 24 sums, which hide the latency of multiply-add. */
    private static final int TILE = 6;

    /** Rows of a tile. */
    private static final int TILE_ROWS = 4 * WIDTH;

    /** Where the four sums of each score of a tile are put. */
    private static final int SUMS = QuadLayout.ORIGIN;

    private static final int SUMS_LENGTH = QUAD * TILE * TILE_ROWS;

    /** Where a block is put dimension by dimension. */
    private static final int COLUMNS = SUMS + SUMS_LENGTH;

    /** 4 MiB, for the same reason as tables have: the scratch space is aligned where the collector aligns big arrays. */
    private static final int BIG = 1 << 20;

    private float[] scratch = {};

    /**
     * Turns the block into dimension-major order first, which is cheap beside 64 queries: then lanes are rows, a query's
     * value goes to all of them, and nothing is added across a register.
     */
    long several(
            float[] chunk,
            int from,
            int to,
            float[] queries,
            int count,
            int quads,
            float[] biases,
            float[] thresholds,
            float[] scores) {
        int length = quads * QUAD;
        reserve(length);
        for (int group = from; group < to; group++) {
            toColumns(chunk, QuadLayout.group(group, quads), quads, COLUMNS + (group - from) * GROUP);
        }
        int rows = (to - from) * GROUP;
        long passing = 0;
        for (int q = 0; q < count; q += TILE) {
            // a short last tile goes over the last queries again
            int first = Math.max(0, Math.min(q, count - TILE));
            int last = Math.min(first + TILE, count) - 1;
            for (int row = 0; row < rows; row += TILE_ROWS) {
                for (int j = 0; j < QUAD; j++) {
                    tile(COLUMNS + row + j * BLOCK, queries, first * length + j, last * length + j, length, j);
                }
                int end = Math.min(row + TILE_ROWS, rows);
                passing |= fold(biases, from * GROUP, row, end, thresholds, first, last, scores);
            }
        }
        return passing;
    }

    private void reserve(int dimensions) {
        int length = COLUMNS + dimensions * BLOCK;
        if (scratch.length < length) {
            scratch = new float[Math.max(BIG, length)];
        }
    }

    /** Transposes each 4 × 4 values of a group: neighbours change places, then neighbouring pairs do. */
    private void toColumns(float[] chunk, int from, int quads, int to) {
        float[] columns = scratch;
        for (int part = 0; part < GROUP; part += WIDTH) {
            int at = from + part;
            int out = to + part;
            for (int q = 0; q < quads; q++, at += STRIDE, out += QUAD * BLOCK) {
                FloatVector s0 = FloatVector.fromArray(FLOATS, chunk, at);
                FloatVector s1 = FloatVector.fromArray(FLOATS, chunk, at + GROUP);
                FloatVector s2 = FloatVector.fromArray(FLOATS, chunk, at + 2 * GROUP);
                FloatVector s3 = FloatVector.fromArray(FLOATS, chunk, at + 3 * GROUP);
                FloatVector low = s0.blend(
                        s1.reinterpretAsLongs().lanewise(ROL, Float.SIZE).reinterpretAsFloats(), ODD);
                FloatVector high = s2.blend(
                        s3.reinterpretAsLongs().lanewise(ROL, Float.SIZE).reinterpretAsFloats(), ODD);
                low.blend(high.rearrange(SWAP_PAIRS), UPPER).intoArray(columns, out);
                low.rearrange(SWAP_PAIRS).blend(high, UPPER).intoArray(columns, out + 2 * BLOCK);
                low = s0.reinterpretAsLongs()
                        .lanewise(ROL, Float.SIZE)
                        .reinterpretAsFloats()
                        .blend(s1, ODD);
                high = s2.reinterpretAsLongs()
                        .lanewise(ROL, Float.SIZE)
                        .reinterpretAsFloats()
                        .blend(s3, ODD);
                low.blend(high.rearrange(SWAP_PAIRS), UPPER).intoArray(columns, out + BLOCK);
                low.rearrange(SWAP_PAIRS).blend(high, UPPER).intoArray(columns, out + 3 * BLOCK);
            }
        }
    }

    /** Every fourth dimension of four registers of rows, for the queries from {@code first} to {@code last}. */
    private void tile(int at, float[] queries, int first, int last, int length, int sum) {
        float[] columns = scratch;
        // fewer than six queries: the last one stands in for the missing
        int most = last - first;
        int q1 = Math.min(length, most);
        int q2 = Math.min(2 * length, most);
        int q3 = Math.min(3 * length, most);
        int q4 = Math.min(4 * length, most);
        int q5 = Math.min(5 * length, most);
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector a0 = zero;
        FloatVector a1 = zero;
        FloatVector a2 = zero;
        FloatVector a3 = zero;
        FloatVector b0 = zero;
        FloatVector b1 = zero;
        FloatVector b2 = zero;
        FloatVector b3 = zero;
        FloatVector c0 = zero;
        FloatVector c1 = zero;
        FloatVector c2 = zero;
        FloatVector c3 = zero;
        FloatVector d0 = zero;
        FloatVector d1 = zero;
        FloatVector d2 = zero;
        FloatVector d3 = zero;
        FloatVector e0 = zero;
        FloatVector e1 = zero;
        FloatVector e2 = zero;
        FloatVector e3 = zero;
        FloatVector f0 = zero;
        FloatVector f1 = zero;
        FloatVector f2 = zero;
        FloatVector f3 = zero;
        for (int q = first; q < first + length; q += QUAD, at += QUAD * BLOCK) {
            FloatVector x0 = FloatVector.fromArray(FLOATS, columns, at);
            FloatVector x1 = FloatVector.fromArray(FLOATS, columns, at + WIDTH);
            FloatVector x2 = FloatVector.fromArray(FLOATS, columns, at + 2 * WIDTH);
            FloatVector x3 = FloatVector.fromArray(FLOATS, columns, at + 3 * WIDTH);
            FloatVector v = FloatVector.broadcast(FLOATS, queries[q]);
            a0 = v.fma(x0, a0);
            a1 = v.fma(x1, a1);
            a2 = v.fma(x2, a2);
            a3 = v.fma(x3, a3);
            v = FloatVector.broadcast(FLOATS, queries[q + q1]);
            b0 = v.fma(x0, b0);
            b1 = v.fma(x1, b1);
            b2 = v.fma(x2, b2);
            b3 = v.fma(x3, b3);
            v = FloatVector.broadcast(FLOATS, queries[q + q2]);
            c0 = v.fma(x0, c0);
            c1 = v.fma(x1, c1);
            c2 = v.fma(x2, c2);
            c3 = v.fma(x3, c3);
            v = FloatVector.broadcast(FLOATS, queries[q + q3]);
            d0 = v.fma(x0, d0);
            d1 = v.fma(x1, d1);
            d2 = v.fma(x2, d2);
            d3 = v.fma(x3, d3);
            v = FloatVector.broadcast(FLOATS, queries[q + q4]);
            e0 = v.fma(x0, e0);
            e1 = v.fma(x1, e1);
            e2 = v.fma(x2, e2);
            e3 = v.fma(x3, e3);
            v = FloatVector.broadcast(FLOATS, queries[q + q5]);
            f0 = v.fma(x0, f0);
            f1 = v.fma(x1, f1);
            f2 = v.fma(x2, f2);
            f3 = v.fma(x3, f3);
        }
        int to = SUMS + sum * TILE * TILE_ROWS;
        a0.intoArray(scratch, to);
        a1.intoArray(scratch, to + WIDTH);
        a2.intoArray(scratch, to + 2 * WIDTH);
        a3.intoArray(scratch, to + 3 * WIDTH);
        b0.intoArray(scratch, to + 4 * WIDTH);
        b1.intoArray(scratch, to + 5 * WIDTH);
        b2.intoArray(scratch, to + 6 * WIDTH);
        b3.intoArray(scratch, to + 7 * WIDTH);
        c0.intoArray(scratch, to + 8 * WIDTH);
        c1.intoArray(scratch, to + 9 * WIDTH);
        c2.intoArray(scratch, to + 10 * WIDTH);
        c3.intoArray(scratch, to + 11 * WIDTH);
        d0.intoArray(scratch, to + 12 * WIDTH);
        d1.intoArray(scratch, to + 13 * WIDTH);
        d2.intoArray(scratch, to + 14 * WIDTH);
        d3.intoArray(scratch, to + 15 * WIDTH);
        e0.intoArray(scratch, to + 16 * WIDTH);
        e1.intoArray(scratch, to + 17 * WIDTH);
        e2.intoArray(scratch, to + 18 * WIDTH);
        e3.intoArray(scratch, to + 19 * WIDTH);
        f0.intoArray(scratch, to + 20 * WIDTH);
        f1.intoArray(scratch, to + 21 * WIDTH);
        f2.intoArray(scratch, to + 22 * WIDTH);
        f3.intoArray(scratch, to + 23 * WIDTH);
    }

    /** In a method of its own: vectors that are passed on from {@link #tile} would be boxed. */
    private long fold(
            float[] biases, int firstRow, int from, int to, float[] thresholds, int first, int last, float[] scores) {
        float[] sums = scratch;
        long passing = 0;
        for (int q = first; q <= last; q++) {
            FloatVector threshold = FloatVector.broadcast(FLOATS, thresholds[q]);
            FloatVector above = threshold;
            int at = SUMS + (q - first) * TILE_ROWS;
            for (int row = from; row < to; row += WIDTH, at += WIDTH) {
                FloatVector even = FloatVector.fromArray(FLOATS, sums, at)
                        .add(FloatVector.fromArray(FLOATS, sums, at + TILE * TILE_ROWS));
                FloatVector odd = FloatVector.fromArray(FLOATS, sums, at + 2 * TILE * TILE_ROWS)
                        .add(FloatVector.fromArray(FLOATS, sums, at + 3 * TILE * TILE_ROWS));
                FloatVector score = even.add(odd).add(FloatVector.fromArray(FLOATS, biases, firstRow + row));
                score.intoArray(scores, q * BLOCK + row);
                above = above.blend(score, score.compare(GT, above));
            }
            passing |= above.compare(GT, threshold).anyTrue() ? 1L << q : 0;
        }
        return passing;
    }
}
