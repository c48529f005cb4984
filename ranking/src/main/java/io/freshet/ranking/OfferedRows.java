package io.freshet.ranking;

import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.RowFilter;
import io.freshet.features.Catalogue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out what the catalogue does not offer. One look-up in a hash table for each row that is asked about: in the ordinary case
 * some dozen of a scan, but all rows if a category has fewer items than are wanted. One thread.
 */
final class OfferedRows implements RowFilter {
    private final ItemIndex index;
    private final Catalogue catalogue;
    private @Nullable String category;
    private RowFilter others = RowFilter.ALL;

    OfferedRows(ItemIndex index, Catalogue catalogue) {
        this.index = index;
        this.catalogue = catalogue;
    }

    /**
     * What another filter accepts and the catalogue offers; valid until the next one is asked for.
     *
     * @param wanted only items of this category; null for any
     */
    RowFilter of(@Nullable String wanted, RowFilter accepted) {
        category = wanted;
        others = accepted;
        return wanted == null && catalogue.offersEverything() ? accepted : this;
    }

    @Override
    public boolean accepts(int row) {
        return others.accepts(row) && catalogue.offers(index.key(row), category);
    }

    @Override
    public int rejected() {
        return others.rejected();
    }
}
