package io.freshet.ranking.pipeline;

import io.freshet.embedding.TopK;

/** The highest scores first; of equals the item first seen. */
final class BestFirst implements Selector {
    @Override
    public int select(CandidateTable table, float[] scores, int limit, TopK best) {
        best.reset(limit);
        for (int place = 0; place < table.size(); place++) {
            best.offer(scores[place], table.row(place));
        }
        return best.finish();
    }
}
