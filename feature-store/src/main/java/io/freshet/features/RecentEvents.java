package io.freshet.features;

import java.util.Arrays;

/**
 * The 64-bit keys of a user's last event ids, oldest first in the order of arrival, to know an event that comes twice. One
 * thread; O(window) per event, 8 bytes for each event remembered.
 */
public final class RecentEvents {
    private long[] keys;
    private int size;

    RecentEvents() {
        this(new long[0], 0);
    }

    private RecentEvents(long[] keys, int size) {
        this.keys = keys;
        this.size = size;
    }

    /** How many events are remembered. */
    public int size() {
        return size;
    }

    long key(int place) {
        return keys[place];
    }

    /**
     * Remembers an event.
     *
     * @param window how many are remembered at most; the oldest are forgotten first
     * @return false if it is among those remembered, where it keeps its place
     */
    public boolean add(long key, int window) {
        for (int place = 0; place < size; place++) {
            if (keys[place] == key) {
                return false;
            }
        }
        forgetAllBut(window - 1);
        if (window > 0) {
            append(key);
        }
        return true;
    }

    void append(long key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, Math.max(4, 2 * size));
        }
        keys[size++] = key;
    }

    private void forgetAllBut(int kept) {
        int forgotten = size - Math.max(0, kept);
        if (forgotten > 0) {
            System.arraycopy(keys, forgotten, keys, 0, size - forgotten);
            size -= forgotten;
        }
    }

    /** Bytes of the array. */
    long bytes() {
        return (long) Long.BYTES * keys.length;
    }

    RecentEvents copy() {
        return new RecentEvents(keys.clone(), size);
    }
}
