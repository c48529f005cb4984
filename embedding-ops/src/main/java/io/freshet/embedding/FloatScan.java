package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;
import io.freshet.embedding.simd.ScanKernels;

/**
 * The exact best rows of a table for one query: one pass over its vectors. Reusable; on the writer's thread.
 */
final class FloatScan implements TableScan {
    private final EmbeddingTable table;
    private final ScanKernels kernels;
    private final Bootstrap bootstrap;
    private final float[] expanded;
    private final float[] scores = new float[QuadLayout.GROUP];

    FloatScan(EmbeddingTable table, ScanKernels kernels) {
        this.table = table;
        this.kernels = kernels;
        this.bootstrap = new Bootstrap(kernels);
        this.expanded = new float[QuadLayout.queryLength(QuadLayout.quads(table.dimension()))];
    }

    @Override
    public void find(float[] query, TopK best, RowFilter filter) {
        QuadLayout.query(query, table.dimension(), expanded, 0);
        int rows = table.index().places();
        ScanChunk[] chunks = table.scan().chunks();
        for (int first = 0, chunk = 0; first < rows; first += Chunks.ROWS, chunk++) {
            int groups = QuadLayout.groups(Math.min(Chunks.ROWS, rows - first));
            scan(chunks[chunk], first, groups, best, filter);
        }
    }

    private void scan(ScanChunk chunk, int first, int groups, TopK best, RowFilter filter) {
        int group = first == 0 ? start(chunk, groups, best, filter) : 0;
        while (group < groups) {
            group = kernels.next(chunk.vectors, group, groups, expanded, chunk.biases, best.threshold(), scores);
            if (group < groups) {
                offer(scores, first + group * QuadLayout.GROUP, best, filter);
                group++;
            }
        }
    }

    private int start(ScanChunk chunk, int groups, TopK best, RowFilter filter) {
        int end = Math.min(groups, Bootstrap.ROWS / QuadLayout.GROUP);
        kernels.scores(chunk.vectors, 0, end, expanded, chunk.biases, bootstrap.scores(), 0);
        bootstrap.offer(end, best, filter);
        return end;
    }

    static void offer(float[] scores, int firstRow, TopK best, RowFilter filter) {
        for (int j = 0; j < QuadLayout.GROUP; j++) {
            if (best.wouldEnter(scores[j]) && filter.accepts(firstRow + j)) {
                best.add(scores[j], firstRow + j);
            }
        }
    }
}
