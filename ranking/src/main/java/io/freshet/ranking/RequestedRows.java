package io.freshet.ranking;

import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.StableHash;
import io.freshet.schemas.RecommendationRequest;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.List;

/**
 * Which rows the answer to a request may hold: of its candidates if it names some, none that it excludes, and what another
 * filter accepts. Filled anew for each request, at one look-up an item that it names. One thread.
 */
final class RequestedRows implements RowFilter {
    private final ItemIndex index;
    private final IntOpenHashSet candidates = new IntOpenHashSet();
    private final IntOpenHashSet excludes = new IntOpenHashSet();
    private boolean reranks;
    private RowFilter others = RowFilter.ALL;

    RequestedRows(ItemIndex index) {
        this.index = index;
    }

    /** The filter for {@code request}, valid until the next one is asked for. */
    RowFilter of(RecommendationRequest request, RowFilter accepted) {
        reranks = !request.candidates().isEmpty();
        others = accepted;
        fill(candidates, request.candidates());
        fill(excludes, request.excludes());
        return reranks || !excludes.isEmpty() ? this : accepted;
    }

    @Override
    public boolean accepts(int row) {
        return (!reranks || candidates.contains(row)) && !excludes.contains(row) && others.accepts(row);
    }

    private void fill(IntOpenHashSet rows, List<String> itemIds) {
        rows.clear();
        for (String itemId : itemIds) {
            int row = index.row(StableHash.of(itemId));
            if (row != ItemIndex.UNKNOWN) {
                rows.add(row);
            }
        }
    }
}
