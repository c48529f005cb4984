package io.freshet.features;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts of items by the 64-bit keys of their ids, whether the model knows the items or not. One thread.
 *
 * <p>Memory: about 24 bytes for each item that is unavailable or has categories, and each distinct combination of facts once;
 * an item without either is not held.
 */
public final class Catalogue {
    private final Long2ObjectOpenHashMap<Shared> items = new Long2ObjectOpenHashMap<>();
    private final Map<ItemFacts, Shared> distinct = new HashMap<>();
    private final ItemContents contents = new ItemContents();
    private int unavailable;

    /** Replaces what is known of an item. */
    public void put(long key, ItemFacts facts) {
        Shared before = facts.equals(ItemFacts.USUAL) ? items.remove(key) : items.put(key, shared(facts));
        unavailable += facts.available() ? 0 : 1;
        if (before != null) {
            unavailable -= before.facts.available() ? 0 : 1;
            release(before);
        }
    }

    /** What is known of an item; {@link ItemFacts#USUAL} if nothing is. */
    public ItemFacts facts(long key) {
        Shared shared = items.get(key);
        return shared == null ? ItemFacts.USUAL : shared.facts;
    }

    /**
     * Whether an item may be recommended.
     *
     * @param category that it must belong to; null for any
     */
    public boolean offers(long key, @Nullable String category) {
        ItemFacts facts = facts(key);
        return facts.available() && (category == null || facts.categories().contains(category));
    }

    /** The items' content vectors. */
    public ItemContents contents() {
        return contents;
    }

    /** Whether every item may be recommended. */
    public boolean offersEverything() {
        return unavailable == 0;
    }

    /** Items that may not be recommended. */
    public int unavailable() {
        return unavailable;
    }

    /** Items that are unavailable or have categories. */
    public int size() {
        return items.size();
    }

    /** Combinations of facts that are held. */
    int distinct() {
        return distinct.size();
    }

    /** The keys of the items that are held, in ascending order. */
    long[] keys() {
        long[] keys = items.keySet().toLongArray();
        Arrays.sort(keys);
        return keys;
    }

    private Shared shared(ItemFacts facts) {
        Shared shared = distinct.computeIfAbsent(facts, Shared::new);
        shared.uses++;
        return shared;
    }

    private void release(Shared shared) {
        shared.uses--;
        if (shared.uses == 0) {
            distinct.remove(shared.facts);
        }
    }

    /** The facts that several items have in common. */
    private static final class Shared {
        private final ItemFacts facts;
        private int uses;

        Shared(ItemFacts facts) {
            this.facts = facts;
        }
    }
}
