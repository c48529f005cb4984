package io.freshet.ranking.pipeline;

import io.freshet.embedding.TopK;
import io.freshet.features.EventCounts;
import io.freshet.features.PairSums;

/** The items that go best with the user's recent ones and that nobody has offered before. */
final class PairSource implements CandidateSource {
    private final PairScores pairs;
    private final EventCounts counts;
    private final int limit;
    private final TopK best = new TopK();

    PairSource(PairScores pairs, EventCounts counts, int limit) {
        this.pairs = pairs;
        this.counts = counts;
        this.limit = limit;
    }

    @Override
    public String name() {
        return "pairs";
    }

    @Override
    public void offer(Query query, Candidates candidates) {
        pairs.of(query);
        PairSums sums = pairs.all();
        best.reset(limit);
        for (int i = 0; i < sums.size(); i++) {
            int row = sums.row(i);
            float score = sums.first(row) * counts.inverseRoot(row);
            if (best.mayTake(score)
                    && !candidates.has(row)
                    && query.unconsumed().accepts(row)) {
                best.offer(score, row);
            }
        }
        int found = best.keep();
        for (int i = 0; i < found; i++) {
            candidates.offer(best.row(i));
        }
    }
}
