package io.freshet.ranking.pipeline;

import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.RowFilter;
import org.jspecify.annotations.Nullable;

/** Keeps what the query accepts: what the user has neither disliked nor, where items do not repeat, consumed. */
final class ConsumedFilter implements CandidateFilter {
    private final ItemIndex index;
    private RowFilter unconsumed = RowFilter.ALL;
    private @Nullable Query asked;

    ConsumedFilter(ItemIndex index) {
        this.index = index;
    }

    @Override
    public String reason(int row) {
        return asked != null && asked.isDisliked(index.key(row)) ? "disliked" : "consumed";
    }

    @Override
    public boolean begin(Query query) {
        asked = query;
        unconsumed = query.unconsumed();
        return unconsumed != RowFilter.ALL;
    }

    @Override
    public boolean accepts(int row) {
        return unconsumed.accepts(row);
    }

    @Override
    public boolean strikeOut(float[] scores, int rows) {
        return unconsumed.strikeOut(scores, rows);
    }

    @Override
    public int rejected() {
        return unconsumed.rejected();
    }
}
