package io.freshet.embedding;

import static java.util.Objects.requireNonNull;

import it.unimi.dsi.fastutil.Hash;
import it.unimi.dsi.fastutil.HashCommon;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers items 0, 1, 2 … in the order in which they are first seen, and finds them by the 64-bit key of their id. The
 * number of an item that was removed goes to the next new one. One thread.
 *
 * <p>Memory: about 36 bytes a row, and the ids.
 */
public final class ItemIndex {
    public static final int UNKNOWN = -1;

    /** Of a string and its array. */
    private static final int TEXT_HEADERS = 40;

    private final Long2IntOpenHashMap rows = new Long2IntOpenHashMap();
    private final IntArrayList free = new IntArrayList();
    private @Nullable String[] ids = new String[64];
    private long[] keys = new long[64];
    private int places;

    public ItemIndex() {
        rows.defaultReturnValue(UNKNOWN);
    }

    /** The row of a key, or {@link #UNKNOWN}. */
    public int row(long key) {
        return rows.get(key);
    }

    /** How many items there are. */
    public int size() {
        return rows.size();
    }

    /** Rows are below this; those of removed items are still counted. */
    public int places() {
        return places;
    }

    /** Whether an item has this row. */
    public boolean isUsed(int row) {
        return row < places && ids[row] != null;
    }

    public String id(int row) {
        return requireNonNull(ids[row], "no item has this row");
    }

    public long key(int row) {
        return keys[row];
    }

    /** Whether {@code id} can be used: false if another id already has its key, which is one in 2⁶⁴ for a pair. */
    public boolean admits(long key, String id) {
        int row = rows.get(key);
        return row == UNKNOWN || id(row).equals(id);
    }

    /** Bytes of the arrays, the hash table and the ids, if these are Latin-1 and held by nobody else. */
    long bytes() {
        long texts = 0;
        for (int row = 0; row < places; row++) {
            String id = ids[row];
            texts += id == null ? 0 : TEXT_HEADERS + id.length();
        }
        return texts
                + (long) (Long.BYTES + Integer.BYTES) * (ids.length + hashSlots())
                + (long) Integer.BYTES * free.elements().length;
    }

    private int hashSlots() {
        return HashCommon.arraySize(Math.max(rows.size(), Hash.DEFAULT_INITIAL_SIZE), Hash.DEFAULT_LOAD_FACTOR);
    }

    int add(long key, String id) {
        int row = free.isEmpty() ? leaveOut() : free.popInt();
        ids[row] = id;
        keys[row] = key;
        rows.put(key, row);
        return row;
    }

    /** Leaves the next row without an item; nobody gets it unless it is {@link #release}d. */
    int leaveOut() {
        int row = places++;
        if (row == ids.length) {
            ids = Arrays.copyOf(ids, 2 * row);
            keys = Arrays.copyOf(keys, 2 * row);
        }
        return row;
    }

    /** The row that the item had, or {@link #UNKNOWN}. */
    int remove(long key) {
        int row = rows.remove(key);
        if (row != UNKNOWN) {
            ids[row] = null;
            release(row);
        }
        return row;
    }

    /** Lets a row that no item has be the first that a new one gets. */
    void release(int row) {
        free.add(row);
    }

    /** The rows of removed items; the last goes first. */
    int[] free() {
        return free.toIntArray();
    }
}
