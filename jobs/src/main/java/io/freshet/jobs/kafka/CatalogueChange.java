package io.freshet.jobs.kafka;

import io.freshet.features.ItemFacts;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of an item from now on.
 *
 * @param content vector of its content, finite, nobody writes to it; null if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // for speed; equality is spelled out below
public record CatalogueChange(String itemId, ItemFacts facts, float @Nullable [] content) {

    // spelled out, because NullAway does not see @Nullable on the array parameters of a compact constructor
    public CatalogueChange(String itemId, ItemFacts facts, float @Nullable [] content) {
        this.itemId = itemId;
        this.facts = facts;
        this.content = content;
    }

    /** Of an item without a content vector. */
    public CatalogueChange(String itemId, ItemFacts facts) {
        this(itemId, facts, null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CatalogueChange that
                && itemId.equals(that.itemId)
                && facts.equals(that.facts)
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(itemId, facts, Arrays.hashCode(content));
    }
}
