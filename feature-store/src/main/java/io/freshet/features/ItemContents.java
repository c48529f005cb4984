package io.freshet.features;

import io.freshet.embedding.ContentMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The content vectors that the catalogue has of items, by the 64-bit keys of their ids; all of one length, that of the first
 * there ever was. One thread. Memory: 4 bytes a value, and about 100 an item.
 */
public final class ItemContents {
    /** Of an item: two objects and its place in the table, and its id. */
    private static final int OVERHEAD = 100;

    private final Long2ObjectOpenHashMap<ItemContent> items = new Long2ObjectOpenHashMap<>();
    private int length;
    private long refused;

    /**
     * Replaces the vector of an item.
     *
     * @param vector null if it has none any more
     * @return false if its length is not that of the others, or more than {@link ContentMap#MOST_INPUTS}: then the item has none
     */
    public boolean put(long key, String id, float @Nullable [] vector) {
        if (vector == null || vector.length == 0) {
            items.remove(key);
            return true;
        }
        length = length == 0 ? vector.length : length;
        if (vector.length != length || length > ContentMap.MOST_INPUTS) {
            items.remove(key);
            refused++;
            return false;
        }
        items.put(key, new ItemContent(id, vector));
        return true;
    }

    @Nullable
    ItemContent of(long key) {
        return items.get(key);
    }

    /** Items that have a vector. */
    public int size() {
        return items.size();
    }

    /** Vectors that were left out because of their length. */
    public long refused() {
        return refused;
    }

    /** Bytes of the heap, about. */
    public long bytes() {
        return (long) items.size() * (OVERHEAD + (long) Float.BYTES * length);
    }

    /** Keys of the items that have a vector, in ascending order. */
    long[] keys() {
        long[] keys = items.keySet().toLongArray();
        Arrays.sort(keys);
        return keys;
    }
}
