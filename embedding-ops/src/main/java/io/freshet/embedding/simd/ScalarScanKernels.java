package io.freshet.embedding.simd;

import static io.freshet.embedding.simd.FusedMultiplyAdd.fma;
import static io.freshet.embedding.simd.QuadLayout.GROUP;
import static io.freshet.embedding.simd.QuadLayout.QUAD;
import static io.freshet.embedding.simd.QuadLayout.STRIDE;

/** Plain loops: the fallback, and the oracle of {@link SimdScanKernels}. */
final class ScalarScanKernels implements ScanKernels {
    private static final int MAXIMUM_OF = 16;

    @Override
    public void scores(float[] chunk, int from, int to, float[] query, float[] biases, float[] scores, int at) {
        int quads = query.length / GROUP;
        for (int row = from * GROUP; row < to * GROUP; row++) {
            scores[at + row - from * GROUP] = dot(chunk, row, query, quads) + biases[row];
        }
    }

    @Override
    public int next(float[] chunk, int from, int to, float[] query, float[] biases, float threshold, float[] scores) {
        for (int group = from; group < to; group++) {
            scores(chunk, group, group + 1, query, biases, scores, 0);
            if (isAbove(scores, 0, GROUP, threshold)) {
                return group;
            }
        }
        return to;
    }

    @Override
    public void scores(
            byte[] chunk, int from, int to, float[] query, float[] scales, float[] biases, float[] scores, int at) {
        int quads = query.length / GROUP;
        for (int row = from * GROUP; row < to * GROUP; row++) {
            scores[at + row - from * GROUP] = fma(scales[row], dot(chunk, row, query, quads), biases[row]);
        }
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
        for (int group = from; group < to; group++) {
            scores(chunk, group, group + 1, query, scales, biases, scores, 0);
            if (isAbove(scores, 0, GROUP, threshold)) {
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
        float[] block = new float[(to - from) * GROUP];
        float[] query = new float[QuadLayout.queryLength(quads)];
        long passing = 0;
        for (int q = 0; q < count; q++) {
            QuadLayout.query(queries, q * quads * QUAD, quads * QUAD, query, 0);
            for (int j = 0; j < block.length; j++) {
                int row = from * GROUP + j;
                block[j] = dot(chunk, row, query, quads) + biases[row];
            }
            System.arraycopy(block, 0, scores, q * BLOCK, block.length);
            passing |= isAbove(block, 0, block.length, thresholds[q]) ? 1L << q : 0;
        }
        return passing;
    }

    @Override
    public int nextAbove(float[] scores, int from, int to, float threshold) {
        for (int at = from; at < to; at += GROUP) {
            if (isAbove(scores, at, GROUP, threshold)) {
                return at;
            }
        }
        return to;
    }

    @Override
    public int countAbove(float[] values, int length, float threshold) {
        int count = 0;
        for (int i = 0; i < length; i++) {
            count += values[i] > threshold ? 1 : 0;
        }
        return count;
    }

    @Override
    public void maxima(float[] scores, int stride, float[] maxima) {
        for (int j = 0; j < stride; j++) {
            float max = scores[j];
            for (int i = 1; i < MAXIMUM_OF; i++) {
                max = Math.max(max, scores[j + i * stride]);
            }
            maxima[j] = max;
        }
    }

    private static boolean isAbove(float[] scores, int offset, int length, float threshold) {
        for (int j = 0; j < length; j++) {
            if (scores[offset + j] > threshold) {
                return true;
            }
        }
        return false;
    }

    private static float dot(float[] chunk, int row, float[] query, int quads) {
        float p0 = 0f;
        float p1 = 0f;
        float p2 = 0f;
        float p3 = 0f;
        int at = QuadLayout.row(row, quads);
        for (int q = 0; q < quads * GROUP; q += GROUP, at += STRIDE) {
            p0 = fma(query[q], chunk[at], p0);
            p1 = fma(query[q + 1], chunk[at + 1], p1);
            p2 = fma(query[q + 2], chunk[at + 2], p2);
            p3 = fma(query[q + QUAD - 1], chunk[at + QUAD - 1], p3);
        }
        return (p0 + p1) + (p2 + p3);
    }

    private static float dot(byte[] chunk, int row, float[] query, int quads) {
        float p0 = 0f;
        float p1 = 0f;
        float p2 = 0f;
        float p3 = 0f;
        int at = QuadLayout.row(row, quads);
        for (int q = 0; q < quads * GROUP; q += GROUP, at += STRIDE) {
            p0 = fma(query[q], chunk[at], p0);
            p1 = fma(query[q + 1], chunk[at + 1], p1);
            p2 = fma(query[q + 2], chunk[at + 2], p2);
            p3 = fma(query[q + QUAD - 1], chunk[at + QUAD - 1], p3);
        }
        return (p0 + p1) + (p2 + p3);
    }
}
