package io.freshet.ranking.baseline;

import java.util.Arrays;

/** How many events every item had. One thread. */
final class ItemCounts {
    private int[] counts = new int[64];

    void add(int item) {
        if (item >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(item + 1, 2 * counts.length));
        }
        counts[item]++;
    }

    /** Of an item that had an event. */
    int of(int item) {
        return counts[item];
    }

    long bytes() {
        return (long) Integer.BYTES * counts.length;
    }
}
