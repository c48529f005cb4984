package io.freshet.features;

import io.freshet.embedding.SplitMix64;
import java.util.Arrays;

/**
 * Event counts of items, and the items from the most counted down; among equals the lower row first. Counting is
 * O(log items), walking from the top costs as many steps as are taken. One thread; no allocation but for new rows.
 *
 * <p>A treap (Seidel and Aragon, Algorithmica 1996) whose nodes are the rows, with priorities that are hashes of them: 16 bytes
 * a row.
 */
public final class PopularityOrder {
    private static final long MAX_COUNT = 0xffffffffL;
    private static final int NONE = -1;
    private static final int ROOT = 0;

    /** The root, a 0, then for each row the child that comes before it and the one that comes after. */
    private int[] children = new int[2 + 2 * 64];

    private long[] counts = new long[64];
    private final Walk walk = new Walk();

    public PopularityOrder() {
        children[ROOT] = NONE;
    }

    public long count(int row) {
        return row < counts.length ? counts[row] : 0;
    }

    /** Sets the count of a row; a row of count 0 is in no order. */
    public void count(int row, long count) {
        if (row >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(row + 1, 2 * counts.length));
            children = Arrays.copyOf(children, 2 + 2 * counts.length);
        }
        if (counts[row] == count) {
            return; // rows that others only had as negatives come in by the dozen
        }
        if (counts[row] > 0) {
            remove(row);
        }
        counts[row] = count;
        if (count > 0) {
            insert(row);
        }
    }

    public void add(int row, long events) {
        count(row, count(row) + events);
    }

    /** Rows from the most counted down. There is one walk at a time: the next call starts it over. */
    public Walk walk() {
        walk.begin();
        return walk;
    }

    private void insert(int row) {
        int slot = ROOT;
        while (children[slot] != NONE && priority(children[slot]) >= priority(row)) {
            slot = towards(children[slot], row);
        }
        int rest = children[slot];
        children[slot] = row;
        int before = earlier(row);
        int after = later(row);
        while (rest != NONE) {
            if (precedes(rest, row)) {
                children[before] = rest;
                before = later(rest);
                rest = children[before];
            } else {
                children[after] = rest;
                after = earlier(rest);
                rest = children[after];
            }
        }
        children[before] = NONE;
        children[after] = NONE;
    }

    private void remove(int row) {
        int slot = ROOT;
        while (children[slot] != row) {
            slot = towards(children[slot], row);
        }
        int before = children[earlier(row)];
        int after = children[later(row)];
        while (before != NONE && after != NONE) {
            if (priority(before) >= priority(after)) {
                children[slot] = before;
                slot = later(before);
                before = children[slot];
            } else {
                children[slot] = after;
                slot = earlier(after);
                after = children[slot];
            }
        }
        children[slot] = before == NONE ? after : before;
    }

    /** The child of {@code node} on whose side {@code row} is. */
    private int towards(int node, int row) {
        return precedes(row, node) ? earlier(node) : later(node);
    }

    private boolean precedes(int one, int other) {
        long difference = Math.min(counts[one], MAX_COUNT) - Math.min(counts[other], MAX_COUNT);
        return difference != 0 ? difference > 0 : one < other;
    }

    private static int earlier(int row) {
        return 2 + 2 * row;
    }

    private static int later(int row) {
        return 3 + 2 * row;
    }

    private static long priority(int row) {
        return SplitMix64.mix(row + 1L);
    }

    /** A walk down the order; invalid after the next count. */
    public final class Walk {
        /** Rows whose turn comes after what is before them; a treap of any size is hardly ever this deep. */
        private int[] path = new int[64];

        private int depth;

        private Walk() {}

        private void begin() {
            depth = 0;
            descend(children[ROOT]);
        }

        public boolean hasNext() {
            return depth > 0;
        }

        public int nextRow() {
            int row = path[--depth];
            descend(children[later(row)]);
            return row;
        }

        private void descend(int from) {
            for (int row = from; row != NONE; row = children[earlier(row)]) {
                if (depth == path.length) {
                    path = Arrays.copyOf(path, 2 * depth);
                }
                path[depth++] = row;
            }
        }
    }
}
