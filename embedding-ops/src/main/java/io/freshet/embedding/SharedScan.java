package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;
import io.freshet.embedding.simd.ScanKernels;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;

/**
 * The best items of a table for one query, found while another thread writes the table: what {@link FloatScan} finds, or
 * {@link Int8Scan}, if nothing changes meanwhile.
 *
 * <p>Each block of 64 rows is as it was at one moment, later blocks as they were later. What the codes found is scored
 * again by its floats as they are then, and dropped if the row has another item by then; if too few are left, the floats
 * of all are scanned. Reusable; one thread, any. Cost: that of the writer's own scan, and once more each block that the
 * writer was at.
 */
final class SharedScan {
    private final ScanTable table;
    private final boolean codes;
    private final ScanKernels kernels;
    private final Bootstrap bootstrap;
    private final float[] expanded;
    private final float[] scores;
    private final long[] keys = new long[Bootstrap.ROWS];
    private final SharedBlocks byCodes;
    private final SharedBlocks exact;
    private final TopK best = new TopK();
    private final TopK candidates = new TopK();

    /** Keys and rows of the items that were offered to a top-k, where their places in these lists stand for their rows. */
    private final LongArrayList offered = new LongArrayList();

    private final IntArrayList offeredRows = new IntArrayList();
    private int[] found = new int[0];

    /** @param format by which the best are found; a table that is scanned as INT8 must have FLOAT32 as well */
    SharedScan(ScanTable table, ScanFormat format, ScanKernels kernels) {
        this.table = table;
        this.codes = format == ScanFormat.INT8;
        this.kernels = kernels;
        this.bootstrap = new Bootstrap(kernels);
        this.scores = bootstrap.scores();
        this.expanded = new float[QuadLayout.queryLength(QuadLayout.quads(table.dimension()))];
        this.byCodes = new SharedBlocks(kernels, true, expanded, scores, keys);
        this.exact = new SharedBlocks(kernels, false, expanded, scores, keys);
    }

    ScanResult find(float[] query, int k, KeyFilter filter) {
        QuadLayout.query(query, table.dimension(), expanded, 0);
        if (!codes || !findByCodes(k, filter)) {
            pass(exact, best.reset(k), filter);
        }
        return ScanResult.of(best, offered);
    }

    /**
     * Returns false if fewer than {@code k} are left, because the writer removed candidates, though there may be others that
     * were none.
     */
    private boolean findByCodes(int k, KeyFilter filter) {
        pass(byCodes, candidates.reset(Int8Scan.candidates(k)), filter);
        int count = candidates.finish();
        return scoreCandidates(count, best.reset(k)) >= k || count < candidates.limit();
    }

    private void pass(SharedBlocks blocks, TopK top, KeyFilter filter) {
        offered.clear();
        offeredRows.clear();
        int rows = table.places();
        ScanChunk[] chunks = table.published();
        for (int first = 0, chunk = 0; first < rows; first += Chunks.ROWS, chunk++) {
            int groups = QuadLayout.groups(Math.min(Chunks.ROWS, rows - first));
            int from = first == 0 ? start(blocks, chunks[0], groups, top, filter) : 0;
            for (int group = from; group < groups; group += Seqlock.GROUPS) {
                int end = Math.min(group + Seqlock.GROUPS, groups);
                if (blocks.read(chunks[chunk], group, end, 0, top.threshold())) {
                    offer(first + group * QuadLayout.GROUP, (end - group) * QuadLayout.GROUP, top, filter);
                }
            }
        }
    }

    private int start(SharedBlocks blocks, ScanChunk chunk, int groups, TopK top, KeyFilter filter) {
        int end = Math.min(groups, Bootstrap.ROWS / QuadLayout.GROUP);
        for (int group = 0; group < end; group += Seqlock.GROUPS) {
            int to = Math.min(group + Seqlock.GROUPS, end);
            blocks.read(chunk, group, to, group * QuadLayout.GROUP, top.threshold());
        }
        bootstrap.raise(end, top, filter == KeyFilter.ALL ? RowFilter.ALL : row -> filter.accepts(keys[row]));
        offer(0, end * QuadLayout.GROUP, top, filter);
        return end;
    }

    private void offer(int firstRow, int filled, TopK top, KeyFilter filter) {
        int at = kernels.nextAbove(scores, 0, filled, top.threshold());
        while (at < filled) {
            for (int row = at; row < at + QuadLayout.GROUP; row++) {
                if (top.wouldEnter(scores[row]) && filter.accepts(keys[row])) {
                    top.add(scores[row], offered.size());
                    offered.add(keys[row]);
                    offeredRows.add(firstRow + row);
                }
            }
            at = kernels.nextAbove(scores, at + QuadLayout.GROUP, filled, top.threshold());
        }
    }

    /** Offers what the codes found with exact scores, in the order of rows, and returns how many there were at least. */
    private int scoreCandidates(int count, TopK top) {
        found = found.length < count ? new int[count] : found;
        for (int place = 0; place < count; place++) {
            found[place] = candidates.row(place);
        }
        Arrays.sort(found, 0, count);
        ScanChunk[] chunks = table.published();
        int scored = -1;
        boolean above = false;
        int added = 0;
        for (int i = 0; i < count; i++) {
            int row = offeredRows.getInt(found[i]);
            int group = row / QuadLayout.GROUP;
            if (group != scored) {
                int inChunk = Chunks.place(row) / QuadLayout.GROUP;
                above = exact.read(chunks[Chunks.of(row)], inChunk, inChunk + 1, 0, top.threshold());
                scored = group;
            }
            int place = row % QuadLayout.GROUP;
            if (above && keys[place] == offered.getLong(found[i]) && top.wouldEnter(scores[place])) {
                top.add(scores[place], found[i]);
                added++;
            }
        }
        return added;
    }
}
