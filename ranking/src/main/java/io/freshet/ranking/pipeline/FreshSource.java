package io.freshet.ranking.pipeline;

import io.freshet.embedding.ItemIndex;

/** The items that had their first event last, so that somebody tries them, until so many were new. */
final class FreshSource implements CandidateSource {
    /** Items looked at for each that is wanted: many are consumed or candidates already. */
    private static final int LOOKED_AT = 4;

    private final ItemIndex index;
    private final int limit;

    FreshSource(ItemIndex index, int limit) {
        this.index = index;
        this.limit = limit;
    }

    @Override
    public String name() {
        return "fresh";
    }

    @Override
    public void offer(Query query, Candidates candidates) {
        int left = limit * query.candidateFactor();
        int last = Math.max(0, index.touchPlaces() - LOOKED_AT * left);
        for (int place = index.touchPlaces() - 1; place >= last && left > 0; place--) {
            int row = index.touchedRow(place);
            left -= index.isUsed(row) && candidates.offer(row) ? 1 : 0;
        }
    }
}
