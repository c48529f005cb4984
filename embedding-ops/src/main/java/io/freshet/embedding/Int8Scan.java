package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;
import io.freshet.embedding.simd.RowKernels;
import io.freshet.embedding.simd.ScanKernels;
import java.util.Arrays;

/**
 * The best rows of a table for one query by their int8 codes: one pass over a quarter of the bytes, then the exact
 * scores of the best {@value #CANDIDATES} k rows. What it returns has the scores and the order of {@link FloatScan}; a
 * row is missing only if its codes put it behind so many others. Reusable; on the writer's thread.
 */
final class Int8Scan implements TableScan {
    /** Candidates per row that is wanted. */
    private static final int CANDIDATES = 3;

    /** With few rows wanted, codes need more of a margin. */
    private static final int LEAST_CANDIDATES = 64;

    private final EmbeddingTable table;
    private final RowKernels rows;
    private final ScanKernels kernels;
    private final Bootstrap bootstrap;
    private final TopK candidates = new TopK();
    private final int quads;
    private final float[] expanded;
    private final float[] scores = new float[QuadLayout.GROUP];
    private final float[] block;
    private final float[] biases = new float[ScanKernels.BLOCK];
    private final float[] exact = new float[ScanKernels.BLOCK];
    private int[] found = new int[0];

    Int8Scan(EmbeddingTable table, RowKernels rows, ScanKernels kernels) {
        this.table = table;
        this.rows = rows;
        this.kernels = kernels;
        this.bootstrap = new Bootstrap(kernels);
        this.quads = QuadLayout.quads(table.dimension());
        this.expanded = new float[QuadLayout.queryLength(quads)];
        this.block = new float[QuadLayout.length(ScanKernels.BLOCK, quads)];
    }

    @Override
    public void find(float[] query, TopK best, RowFilter filter) {
        QuadLayout.query(query, table.dimension(), expanded, 0);
        candidates.reset(candidates(best.limit()));
        scanCodes(filter);
        int count = candidates.finish();
        if (found.length < count) {
            found = new int[count];
        }
        for (int place = 0; place < count; place++) {
            found[place] = candidates.row(place);
        }
        // ascending, as a top-k wants its rows
        Arrays.sort(found, 0, count);
        for (int from = 0; from < count; from += ScanKernels.BLOCK) {
            score(from, Math.min(from + ScanKernels.BLOCK, count), best);
        }
    }

    /** How many rows are scored exactly for {@code k} that are wanted. */
    static int candidates(int k) {
        return Math.max(LEAST_CANDIDATES, CANDIDATES * k);
    }

    private void scanCodes(RowFilter filter) {
        ScanChunk[] chunks = table.scan().chunks();
        int places = table.index().places();
        for (int first = 0, chunk = 0; first < places; first += Chunks.ROWS, chunk++) {
            int groups = QuadLayout.groups(Math.min(Chunks.ROWS, places - first));
            scan(chunks[chunk], first, groups, filter);
        }
    }

    private void scan(ScanChunk chunk, int first, int groups, RowFilter filter) {
        int group = first == 0 ? start(chunk, groups, filter) : 0;
        while (group < groups) {
            group = kernels.next(
                    chunk.codes, group, groups, expanded, chunk.scales, chunk.biases, candidates.threshold(), scores);
            if (group < groups) {
                FloatScan.offer(scores, first + group * QuadLayout.GROUP, candidates, filter);
                group++;
            }
        }
    }

    private int start(ScanChunk chunk, int groups, RowFilter filter) {
        int end = Math.min(groups, Bootstrap.ROWS / QuadLayout.GROUP);
        kernels.scores(chunk.codes, 0, end, expanded, chunk.scales, chunk.biases, bootstrap.scores(), 0);
        bootstrap.offer(end, candidates, filter);
        return end;
    }

    /** Scores some of the found rows exactly, by the very kernel of a float scan. */
    private void score(int from, int to, TopK best) {
        RowTable vectors = table.vectors();
        Arrays.fill(biases, Float.NEGATIVE_INFINITY);
        for (int i = from; i < to; i++) {
            int row = found[i];
            int at = QuadLayout.row(i - from, quads);
            rows.toQuads(vectors.chunk(row), vectors.offset(row), table.dimension(), block, at);
            biases[i - from] = table.bias(row);
        }
        int groups = QuadLayout.groups(to - from);
        kernels.scores(block, 0, groups, expanded, biases, exact, 0);
        for (int i = from; i < to; i++) {
            if (best.wouldEnter(exact[i - from])) {
                best.add(exact[i - from], found[i]);
            }
        }
    }
}
