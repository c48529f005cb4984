package io.freshet.features;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How strongly rows go with each other: C[a][b], with the heaviest neighbours of each a only. One thread.
 *
 * <p>Weights are sums, so what several learners counted merges in any order, but for what was dropped: a weight is too
 * small by at most {@link #missing}. Memory: at most 24 bytes for each neighbour within the limit, and 8 a row.
 */
public final class CoVisitation {
    private final int limit;
    private @Nullable NeighbourList[] lists = new NeighbourList[64];

    /** All neighbours are below this. */
    private int places;

    /**
     * @param limit neighbours that a row keeps at least, 1 to 8,192; it holds at most twice as many
     */
    public CoVisitation(int limit) {
        this.limit = limit;
    }

    /** C[from][to] += amount, which is positive. */
    public void add(int from, int to, float amount) {
        list(from).add(to, amount, limit);
        places = Math.max(places, to + 1);
    }

    /** sums[b] += factor · C[from][b] for all b. */
    public void addTo(SparseSums sums, int from, float factor) {
        NeighbourList list = from < lists.length ? lists[from] : null;
        if (list != null) {
            list.addTo(sums, factor, places);
        }
    }

    /** Adds both factors · C[from][b] for all b. */
    public void addTo(PairSums sums, int from, float firstFactor, float secondFactor) {
        NeighbourList list = from < lists.length ? lists[from] : null;
        if (list != null) {
            list.addTo(sums, firstFactor, secondFactor, places);
        }
    }

    /** C[from][to], or less by at most {@link #missing}. */
    public float weight(int from, int to) {
        NeighbourList list = from < lists.length ? lists[from] : null;
        return list == null ? 0f : list.weight(to);
    }

    /** By how much a weight from this row may be too small. */
    public float missing(int from) {
        NeighbourList list = from < lists.length ? lists[from] : null;
        return list == null ? 0f : list.missing();
    }

    /** The neighbours of a row, or null if it has none. */
    @Nullable
    NeighbourList neighbours(int row) {
        return row < lists.length ? lists[row] : null;
    }

    /** Overwrites the neighbours of a row, all of which are below {@code allBelow}; takes the list. */
    void replace(int row, @Nullable NeighbourList neighbours, int allBelow) {
        reserve(row);
        lists[row] = neighbours;
        places = Math.max(places, allBelow);
    }

    int limit() {
        return limit;
    }

    /** Tells that the item of {@code key}, a neighbour of {@code from}, has this row now. */
    void appeared(int from, long key, int row) {
        NeighbourList list = neighbours(from);
        if (list != null) {
            list.appeared(key, row, limit);
            places = Math.max(places, row + 1);
        }
    }

    /**
     * Tells that the item of {@code key} has lost its row. Cost: a look at every list.
     *
     * @param wasNeighbourOf receives the rows that have it as a neighbour
     */
    void disappeared(long key, int row, IntConsumer wasNeighbourOf) {
        if (row < lists.length) {
            lists[row] = null;
        }
        for (int from = 0; from < lists.length; from++) {
            NeighbourList list = lists[from];
            if (list != null && list.disappeared(key, row)) {
                wasNeighbourOf.accept(from);
            }
        }
    }

    /** Drops the lists of rows whose items are gone, and takes them out of all others. Cost: a look at every neighbour. */
    void removeAll(BitSet gone) {
        for (int from = 0; from < lists.length; from++) {
            NeighbourList list = lists[from];
            if (list != null && gone.get(from)) {
                lists[from] = null;
            } else if (list != null) {
                list.removeAll(gone);
            }
        }
    }

    /** Adds what another learner counted, rows having the same numbers there. */
    public void merge(CoVisitation other) {
        places = Math.max(places, other.places);
        for (int from = 0; from < other.lists.length; from++) {
            NeighbourList list = other.lists[from];
            if (list != null) {
                list(from).merge(list, limit);
            }
        }
    }

    long bytes() {
        long bytes = (long) Long.BYTES * lists.length;
        for (NeighbourList list : lists) {
            bytes += list == null ? 0 : list.bytes();
        }
        return bytes;
    }

    private void reserve(int row) {
        if (row >= lists.length) {
            lists = Arrays.copyOf(lists, Math.max(row + 1, 2 * lists.length));
        }
    }

    private NeighbourList list(int row) {
        reserve(row);
        NeighbourList list = lists[row];
        if (list == null) {
            list = new NeighbourList();
            lists[row] = list;
        }
        return list;
    }
}
