package io.freshet.embedding;

import static java.util.Objects.requireNonNull;

import io.freshet.embedding.simd.QuadLayout;
import io.freshet.embedding.simd.ScanKernels;
import it.unimi.dsi.fastutil.longs.LongArrayList;

/**
 * The exact best items of a table for one query, found while another thread writes the table: what {@link FloatScan}
 * finds, if nothing changes meanwhile.
 *
 * <p>Each block of 64 rows is as it was at one moment, later blocks as they were later. Reusable; one thread, any. Cost:
 * that of a float scan, and once more each block that the writer was at.
 */
final class SharedScan {
    private final ScanTable table;
    private final ScanKernels kernels;
    private final Bootstrap bootstrap;
    private final float[] expanded;
    private final float[] scores;
    private final long[] keys = new long[Bootstrap.ROWS];
    private final TopK best = new TopK();

    /** Keys of the items that were offered to {@code best}, where their places in this list stand for their rows. */
    private final LongArrayList offered = new LongArrayList();

    SharedScan(ScanTable table, ScanKernels kernels) {
        this.table = table;
        this.kernels = kernels;
        this.bootstrap = new Bootstrap(kernels);
        this.scores = bootstrap.scores();
        this.expanded = new float[QuadLayout.queryLength(QuadLayout.quads(table.dimension()))];
    }

    ScanResult find(float[] query, int k, KeyFilter filter) {
        QuadLayout.query(query, table.dimension(), expanded, 0);
        best.reset(k);
        offered.clear();
        int rows = table.places();
        ScanChunk[] chunks = table.published();
        for (int first = 0, chunk = 0; first < rows; first += Chunks.ROWS, chunk++) {
            int groups = QuadLayout.groups(Math.min(Chunks.ROWS, rows - first));
            scan(chunks[chunk], first == 0 ? start(chunks[0], groups, filter) : 0, groups, filter);
        }
        return ScanResult.of(best, offered);
    }

    private int start(ScanChunk chunk, int groups, KeyFilter filter) {
        int end = Math.min(groups, Bootstrap.ROWS / QuadLayout.GROUP);
        for (int group = 0; group < end; group += Seqlock.GROUPS) {
            read(chunk, group, Math.min(group + Seqlock.GROUPS, end), group * QuadLayout.GROUP);
        }
        bootstrap.raise(end, best, filter == KeyFilter.ALL ? RowFilter.ALL : row -> filter.accepts(keys[row]));
        offer(end * QuadLayout.GROUP, filter);
        return end;
    }

    private void scan(ScanChunk chunk, int from, int groups, KeyFilter filter) {
        for (int group = from; group < groups; group += Seqlock.GROUPS) {
            int end = Math.min(group + Seqlock.GROUPS, groups);
            if (read(chunk, group, end, 0)) {
                offer((end - group) * QuadLayout.GROUP, filter);
            }
        }
    }

    /**
     * Writes scores and keys of the groups of a block, all of one moment, from {@code at} on; keys only if there is a
     * score above the threshold.
     *
     * @return whether there is
     */
    private boolean read(ScanChunk chunk, int group, int end, int at) {
        Seqlock lock = requireNonNull(chunk.lock);
        int block = group / Seqlock.GROUPS;
        int to = at + (end - group) * QuadLayout.GROUP;
        int version;
        boolean found;
        do {
            version = lock.read(block);
            kernels.scores(chunk.vectors, group, end, expanded, chunk.biases, scores, at);
            found = kernels.nextAbove(scores, at, to, best.threshold()) < to;
            if (found) {
                System.arraycopy(chunk.keys, group * QuadLayout.GROUP, keys, at, to - at);
            }
        } while (lock.isStale(block, version));
        return found;
    }

    private void offer(int filled, KeyFilter filter) {
        int at = kernels.nextAbove(scores, 0, filled, best.threshold());
        while (at < filled) {
            for (int row = at; row < at + QuadLayout.GROUP; row++) {
                if (best.wouldEnter(scores[row]) && filter.accepts(keys[row])) {
                    best.add(scores[row], offered.size());
                    offered.add(keys[row]);
                }
            }
            at = kernels.nextAbove(scores, at + QuadLayout.GROUP, filled, best.threshold());
        }
    }
}
