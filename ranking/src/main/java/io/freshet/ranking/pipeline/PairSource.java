package io.freshet.ranking.pipeline;

import io.freshet.embedding.RowFilter;
import io.freshet.embedding.ScoreCut;
import io.freshet.embedding.TopK;
import io.freshet.embedding.simd.ScanKernels;
import io.freshet.features.EventCounts;
import io.freshet.features.PairSums;

/** The items that go best with the user's recent ones and that nobody has offered before. */
final class PairSource implements CandidateSource {
    /** The best ones are mostly candidates already. */
    private static final int LOOKED_AT = 2;

    private final PairScores pairs;
    private final EventCounts counts;
    private final int limit;
    private final ScoreCut cut;
    private final TopK best = new TopK();
    private float[] scores = new float[0];

    PairSource(PairScores pairs, EventCounts counts, int limit, ScanKernels kernels) {
        this.pairs = pairs;
        this.counts = counts;
        this.limit = limit;
        this.cut = new ScoreCut(kernels);
    }

    @Override
    public String name() {
        return "pairs";
    }

    @Override
    public void offer(Query query, Candidates candidates) {
        pairs.of(query);
        PairSums sums = pairs.all();
        scores = ScoreCut.reserve(scores, sums.size());
        sums.scaled(counts, scores);
        best.reset(limit);
        collect(candidates, sums);
        int found = best.keep();
        for (int i = 0; i < found; i++) {
            candidates.offer(best.row(i));
        }
    }

    /** Goes down the scores, as far as it takes to find as many that are new. */
    private void collect(Candidates candidates, PairSums sums) {
        RowFilter filter = candidates.filter();
        float above = Float.POSITIVE_INFINITY;
        int looked = 0;
        int missing = limit;
        while (missing > 0 && above > Float.NEGATIVE_INFINITY) {
            float low = cut.below(scores, sums.size(), looked + LOOKED_AT * missing);
            int found = cut.collect(scores, sums.size(), low, above);
            for (int i = 0; i < found; i++) {
                int place = cut.place(i);
                int row = sums.row(place);
                if (!candidates.has(row) && filter.accepts(row)) {
                    best.offer(scores[place], row);
                    missing--;
                }
            }
            looked += found;
            above = low;
        }
    }
}
