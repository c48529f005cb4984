package io.freshet.embedding;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;

/**
 * Numbers items 0, 1, 2 … in the order in which they are first seen, and finds them by the 64-bit key of their id. One
 * thread.
 */
public final class ItemIndex {
    public static final int UNKNOWN = -1;

    /** Of a string and its array. */
    private static final int TEXT_HEADERS = 40;

    private final Long2IntOpenHashMap rows = new Long2IntOpenHashMap();
    private String[] ids = new String[64];
    private long[] keys = new long[64];

    public ItemIndex() {
        rows.defaultReturnValue(UNKNOWN);
    }

    /** The row of a key, or {@link #UNKNOWN}. */
    public int row(long key) {
        return rows.get(key);
    }

    public int size() {
        return rows.size();
    }

    public String id(int row) {
        return ids[row];
    }

    public long key(int row) {
        return keys[row];
    }

    /** Whether {@code id} can be used: false if another id already has its key, which is one in 2⁶⁴ for a pair. */
    public boolean admits(long key, String id) {
        int row = rows.get(key);
        return row == UNKNOWN || ids[row].equals(id);
    }

    /** Bytes of the arrays and of the ids in them, if these are Latin-1 and held by nobody else. */
    long bytes() {
        long texts = 0;
        for (int row = 0; row < size(); row++) {
            texts += TEXT_HEADERS + ids[row].length();
        }
        return texts + (long) (Long.BYTES + Integer.BYTES) * (ids.length + keys.length);
    }

    int add(long key, String id) {
        int row = rows.size();
        if (row == ids.length) {
            ids = Arrays.copyOf(ids, 2 * row);
            keys = Arrays.copyOf(keys, 2 * row);
        }
        ids[row] = id;
        keys[row] = key;
        rows.put(key, row);
        return row;
    }
}
