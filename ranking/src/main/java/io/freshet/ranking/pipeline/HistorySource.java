package io.freshet.ranking.pipeline;

import io.freshet.features.RecentRows;

/** What the user had before, for data in which items repeat. */
final class HistorySource implements CandidateSource {
    @Override
    public String name() {
        return "history";
    }

    @Override
    public void offer(Query query, Candidates candidates) {
        RecentRows recent = query.recent();
        for (int place = 0; place < recent.size(); place++) {
            candidates.offer(recent.row(place));
        }
    }
}
