package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;
import io.freshet.embedding.simd.ScanKernels;
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
    private final float[] expanded;
    private final float[] one;
    private final float[] thresholds = new float[ScanKernels.QUERIES];
    private final float[] scores = new float[ScanKernels.QUERIES * ScanKernels.BLOCK];

    BatchScan(EmbeddingTable table, ScanKernels kernels) {
        this.table = table;
        this.kernels = kernels;
        this.bootstrap = new Bootstrap(kernels);
        this.quads = QuadLayout.quads(table.dimension());
        this.queryLength = QuadLayout.queryLength(quads);
        this.expanded = new float[ScanKernels.QUERIES * queryLength];
        this.one = new float[queryLength];
    }

    void find(List<ScanQuery> queries) {
        for (int from = 0; from < queries.size(); from += ScanKernels.QUERIES) {
            pass(queries.subList(from, Math.min(from + ScanKernels.QUERIES, queries.size())));
        }
    }

    private void pass(List<ScanQuery> queries) {
        for (int q = 0; q < queries.size(); q++) {
            QuadLayout.query(queries.get(q).vector(), table.dimension(), expanded, q * queryLength);
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
                    chunk.vectors, from, to, expanded, queries.size(), quads, chunk.biases, thresholds, scores);
            for (; passing != 0; passing &= passing - 1) {
                int q = Long.numberOfTrailingZeros(passing);
                offer(q, first + from * QuadLayout.GROUP, (to - from) * QuadLayout.GROUP, queries.get(q));
            }
        }
    }

    /** The first rows one query at a time, for a first threshold. */
    private int start(ScanChunk chunk, int groups, List<ScanQuery> queries) {
        int end = Math.min(groups, Bootstrap.ROWS / QuadLayout.GROUP);
        for (int q = 0; q < queries.size(); q++) {
            ScanQuery query = queries.get(q);
            System.arraycopy(expanded, q * queryLength, one, 0, queryLength);
            kernels.scores(chunk.vectors, 0, end, one, chunk.biases, bootstrap.scores(), 0);
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
