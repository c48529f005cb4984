package io.freshet.ranking.pipeline;

import io.freshet.features.TopRows;

/** The items with the greatest faded counts. */
final class TrendingSource implements CandidateSource {
    private final String name;
    private final TopRows top;

    TrendingSource(String name, TopRows top) {
        this.name = name;
        this.top = top;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void offer(Query query, Candidates candidates) {
        for (int place = 0; place < top.size(); place++) {
            candidates.offer(top.row(place));
        }
    }
}
