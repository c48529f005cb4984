package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;
import io.freshet.embedding.simd.ScanKernels;
import java.util.Arrays;
import java.util.List;

/**
 * The exact best rows of a table for several queries: one pass over its vectors for each 64 of them. Each gets what a
 * {@link FloatScan} of its own would give it. Reusable; on the table's thread.
 */
final class BatchScan {
    private static final int BLOCK_GROUPS = ScanKernels.BLOCK / QuadLayout.GROUP;

    private final EmbeddingTable table;
    private final ScanKernels kernels;
    private final Bootstrap bootstrap;
    private final int quads;
    private final int queryLength;
    private final float[] vectors;
    private final float[] thresholds = new float[ScanKernels.QUERIES];
    private final float[] firstScores = new float[ScanKernels.QUERIES * Bootstrap.ROWS];
    private final float[] scores = new float[ScanKernels.QUERIES * ScanKernels.BLOCK];

    BatchScan(EmbeddingTable table, ScanKernels kernels) {
        this.table = table;
        this.kernels = kernels;
        this.bootstrap = new Bootstrap(kernels);
        this.quads = QuadLayout.quads(table.dimension());
        this.queryLength = QuadLayout.QUAD * quads;
        this.vectors = new float[ScanKernels.QUERIES * queryLength];
    }

    void find(List<ScanQuery> queries) {
        for (int from = 0; from < queries.size(); from += ScanKernels.QUERIES) {
            pass(queries.subList(from, Math.min(from + ScanKernels.QUERIES, queries.size())));
        }
    }

    private void pass(List<ScanQuery> queries) {
        for (int q = 0; q < queries.size(); q++) {
            System.arraycopy(queries.get(q).vector(), 0, vectors, q * queryLength, table.dimension());
        }
        ScanChunk[] chunks = table.scan().chunks();
        int rows = table.index().places();
        for (int first = 0, chunk = 0; first < rows; first += Chunks.ROWS, chunk++) {
            int groups = QuadLayout.groups(Math.min(Chunks.ROWS, rows - first));
            scan(chunks[chunk], first, groups, queries);
        }
    }

    private void scan(ScanChunk chunk, int first, int groups, List<ScanQuery> queries) {
        for (int from = first == 0 ? start(chunk, groups, queries) : 0; from < groups; from += BLOCK_GROUPS) {
            int to = Math.min(from + BLOCK_GROUPS, groups);
            long passing = kernels.several(
                    chunk.vectors, from, to, vectors, queries.size(), quads, chunk.biases, thresholds, scores);
            for (; passing != 0; passing &= passing - 1) {
                int q = Long.numberOfTrailingZeros(passing);
                offer(q, first + from * QuadLayout.GROUP, (to - from) * QuadLayout.GROUP, queries.get(q));
            }
        }
    }

    /** The first rows, of whose scores each query makes its first threshold. */
    private int start(ScanChunk chunk, int groups, List<ScanQuery> queries) {
        int end = Math.min(groups, Bootstrap.ROWS / QuadLayout.GROUP);
        Arrays.fill(thresholds, Float.NEGATIVE_INFINITY);
        for (int from = 0; from < end; from += BLOCK_GROUPS) {
            int to = Math.min(from + BLOCK_GROUPS, end);
            kernels.several(chunk.vectors, from, to, vectors, queries.size(), quads, chunk.biases, thresholds, scores);
            for (int q = 0; q < queries.size(); q++) {
                int at = q * Bootstrap.ROWS + from * QuadLayout.GROUP;
                System.arraycopy(scores, q * ScanKernels.BLOCK, firstScores, at, (to - from) * QuadLayout.GROUP);
            }
        }
        for (int q = 0; q < queries.size(); q++) {
            ScanQuery query = queries.get(q);
            System.arraycopy(firstScores, q * Bootstrap.ROWS, bootstrap.scores(), 0, end * QuadLayout.GROUP);
            bootstrap.offer(end, query.best(), query.filter());
            thresholds[q] = query.best().threshold();
        }
        return end;
    }

    private void offer(int q, int firstRow, int rows, ScanQuery query) {
        TopK best = query.best();
        int start = q * ScanKernels.BLOCK;
        int at = kernels.nextAbove(scores, start, start + rows, best.threshold());
        while (at < start + rows) {
            for (int j = at; j < at + QuadLayout.GROUP; j++) {
                int row = firstRow + j - start;
                if (best.wouldEnter(scores[j]) && query.filter().accepts(row)) {
                    best.add(scores[j], row);
                }
            }
            at = kernels.nextAbove(scores, at + QuadLayout.GROUP, start + rows, best.threshold());
        }
        thresholds[q] = best.threshold();
    }
}
