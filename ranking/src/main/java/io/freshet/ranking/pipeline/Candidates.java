package io.freshet.ranking.pipeline;

import io.freshet.embedding.RowFilter;
import java.util.Arrays;

/**
 * The union of what the sources offer: each item once, none that a filter rejects, and no more than there is room for,
 * what is offered first having the first say. Reusable; one thread. Memory: 4 bytes a row of the model.
 */
final class Candidates {
    private final FilterChain filters;
    private RowFilter filter = RowFilter.ALL;
    private int[] places = new int[64];
    private CandidateTable table = new CandidateTable(0, 0, 0);
    private int source;

    /** @param filters prepared for each query by whoever makes this begin */
    Candidates(FilterChain filters) {
        this.filters = filters;
    }

    /** Starts anew with an empty table, which only this adds to. */
    void begin(CandidateTable empty) {
        filter = filters.asked();
        table = empty;
    }

    /** Tells who offers from now on. */
    void offeredBy(int nextSource) {
        source = nextSource;
    }

    /**
     * Takes the item in if it is new, kept by all filters, and there is room.
     *
     * @return whether it has become a candidate by that
     */
    boolean offer(int row) {
        return takeIn(row, filter);
    }

    /** The same for an item that {@link #filter} was asked about and keeps. */
    boolean offerKept(int row) {
        return takeIn(row, RowFilter.ALL);
    }

    private boolean takeIn(int row, RowFilter by) {
        reserve(row);
        int place = places[row];
        boolean isNew = !isAt(place, row);
        if (isNew) {
            if (table.isFull() || by != RowFilter.ALL && !by.accepts(row)) {
                return false;
            }
            place = table.add(row);
            places[row] = place;
        }
        table.addSource(place, source);
        return isNew;
    }

    /** What keeps the items that may become candidates, for sources that look at many. */
    RowFilter filter() {
        return filter;
    }

    /** The candidates so far, to be read up to {@link #size}. */
    int[] rows() {
        return table.rows();
    }

    /** How many candidates there are so far. */
    int size() {
        return table.size();
    }

    /** How many more there is room for. */
    int room() {
        return table.room();
    }

    private void reserve(int row) {
        if (row >= places.length) {
            places = Arrays.copyOf(places, Math.max(row + 1, 2 * places.length));
        }
    }

    private boolean isAt(int place, int row) {
        return place < table.size() && table.row(place) == row;
    }
}
