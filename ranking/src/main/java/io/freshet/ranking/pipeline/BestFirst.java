package io.freshet.ranking.pipeline;

import io.freshet.embedding.ScoreCut;
import io.freshet.embedding.TopK;
import io.freshet.embedding.simd.ScanKernels;

/** The highest scores first; of equals the item first seen. */
final class BestFirst implements Selector {
    private final ScoreCut cut;
    private final TopK best = new TopK();

    BestFirst(ScanKernels kernels) {
        this.cut = new ScoreCut(kernels);
    }

    @Override
    public void select(Query query, CandidateTable table, float[] scores, int limit, Selection chosen) {
        float low = cut.below(scores, table.size(), limit);
        int above = cut.collect(scores, table.size(), low, Float.POSITIVE_INFINITY);
        best.reset(limit);
        for (int i = 0; i < above; i++) {
            int place = cut.place(i);
            best.offer(scores[place], table.row(place));
        }
        chosen.clear();
        int found = best.finish();
        for (int place = 0; place < found; place++) {
            chosen.add(best.row(place), best.score(place));
        }
    }
}
