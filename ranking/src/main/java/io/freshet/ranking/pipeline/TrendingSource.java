package io.freshet.ranking.pipeline;

import io.freshet.features.TopRows;

/** Those with the greatest faded counts, until so many were new. */
final class TrendingSource implements CandidateSource {
    private final String name;
    private final TopRows top;
    private final int limit;

    TrendingSource(String name, TopRows top, int limit) {
        this.name = name;
        this.top = top;
        this.limit = limit;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void offer(Query query, Candidates candidates) {
        int left = limit * query.candidateFactor();
        for (int place = 0; place < top.size() && left > 0; place++) {
            left -= candidates.offer(top.row(place)) ? 1 : 0;
        }
    }
}
