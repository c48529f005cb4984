package io.freshet.ranking.pipeline;

import io.freshet.embedding.RowFilter;

/** Keeps what the query accepts: what the user has not consumed, or everything where items repeat. */
final class ConsumedFilter implements CandidateFilter {
    private RowFilter unconsumed = RowFilter.ALL;

    @Override
    public String reason(int row) {
        return "consumed";
    }

    @Override
    public boolean begin(Query query) {
        unconsumed = query.unconsumed();
        return unconsumed != RowFilter.ALL;
    }

    @Override
    public boolean accepts(int row) {
        return unconsumed.accepts(row);
    }

    @Override
    public int rejected() {
        return unconsumed.rejected();
    }
}
