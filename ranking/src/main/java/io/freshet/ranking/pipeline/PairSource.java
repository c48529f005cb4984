package io.freshet.ranking.pipeline;

import io.freshet.embedding.RowFilter;
import io.freshet.embedding.ScoreCut;
import io.freshet.embedding.TopK;
import io.freshet.embedding.simd.ScanKernels;
import io.freshet.features.EventCounts;
import io.freshet.features.PairSums;

/** The items that go best with the user's recent ones and that nobody has offered before, best first. */
final class PairSource implements CandidateSource {
    private final PairScores pairs;
    private final EventCounts counts;
    private final int usual;
    private final ScoreCut cut;
    private final TopK best = new TopK();
    private float[] scores = new float[0];

    PairSource(PairScores pairs, EventCounts counts, int limit, ScanKernels kernels) {
        this.pairs = pairs;
        this.counts = counts;
        this.usual = limit;
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
        sums.scaled(counts, candidates.rows(), candidates.size(), scores);
        int limit = usual * query.candidateFactor();
        best.reset(limit);
        collect(candidates.filter(), sums, limit);
        int found = best.finish();
        for (int i = 0; i < found; i++) {
            candidates.offerKept(best.row(i));
        }
    }

    /** Goes down the scores, as far as it takes to find as many that the filter accepts. */
    private void collect(RowFilter filter, PairSums sums, int limit) {
        float above = Float.POSITIVE_INFINITY;
        int looked = 0;
        int missing = limit;
        int wanted = limit + Math.min(filter.rejected(), limit) / 2;
        while (missing > 0 && above > Float.NEGATIVE_INFINITY) {
            float low = cut.below(scores, sums.size(), wanted);
            int found = cut.collect(scores, sums.size(), low, above);
            for (int i = 0; i < found; i++) {
                int place = cut.place(i);
                int row = sums.row(place);
                if (filter.accepts(row)) {
                    best.offer(scores[place], row);
                    missing--;
                }
            }
            looked += found;
            above = low;
            wanted = looked + missing + missing / 2;
        }
    }
}
