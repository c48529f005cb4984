package io.freshet.features;

import it.unimi.dsi.fastutil.longs.LongIterator;
import it.unimi.dsi.fastutil.longs.LongRBTreeSet;
import java.util.Arrays;

/**
 * Event counts of items, and the items from the most counted down; among equals the lower row first. Counting is
 * O(log items), walking from the top costs as many steps as are taken. One thread.
 */
public final class PopularityOrder {
    private static final long MAX_COUNT = 0xffffffffL;

    private final LongRBTreeSet order = new LongRBTreeSet();
    private long[] counts = new long[64];

    public long count(int row) {
        return row < counts.length ? counts[row] : 0;
    }

    /** Sets the count of a row; a row of count 0 is in no order. */
    public void count(int row, long count) {
        if (row >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(row + 1, 2 * counts.length));
        }
        if (counts[row] == count) {
            return; // rows that others only had as negatives come in by the dozen
        }
        if (counts[row] > 0) {
            order.remove(position(counts[row], row));
        }
        counts[row] = count;
        if (count > 0) {
            order.add(position(count, row));
        }
    }

    public void add(int row, long events) {
        count(row, count(row) + events);
    }

    /** Rows from the most counted down. */
    public Walk walk() {
        return new Walk(order.iterator());
    }

    private static long position(long count, int row) {
        return (MAX_COUNT - Math.min(count, MAX_COUNT)) << 31 | row;
    }

    /** A walk down the order; invalid after the next count. */
    public static final class Walk {
        private final LongIterator positions;

        private Walk(LongIterator positions) {
            this.positions = positions;
        }

        public boolean hasNext() {
            return positions.hasNext();
        }

        public int nextRow() {
            return (int) (positions.nextLong() & Integer.MAX_VALUE);
        }
    }
}
