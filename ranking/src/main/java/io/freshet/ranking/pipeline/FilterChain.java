package io.freshet.ranking.pipeline;

import io.freshet.embedding.RowFilter;
import java.util.Arrays;
import java.util.List;

/**
 * All filters of a pipeline in turn, and, if somebody wants to know, what they removed in the current query: the items that
 * some source would have offered, each with the first filter that did not accept it. Reusable; one thread. Memory: 4 bytes
 * a row where it records.
 */
final class FilterChain implements RowFilter {
    private final CandidateFilter[] filters;

    /** Those that have to be asked, by their places. */
    private final int[] active;

    private int actives;
    private boolean records;
    private int[] removedRows = new int[64];
    private int[] removedBy = new int[64];
    private int removed;

    /** By row: its place among the removed ones, if that has the row there. */
    private int[] places = new int[0];

    FilterChain(List<CandidateFilter> filters) {
        this.filters = filters.toArray(CandidateFilter[]::new);
        this.active = new int[this.filters.length];
    }

    void begin(Query query) {
        removed = 0;
        actives = 0;
        for (int filter = 0; filter < filters.length; filter++) {
            if (filters[filter].begin(query)) {
                active[actives++] = filter;
            }
        }
    }

    /** Whether to remember what is removed, from the next query on. */
    void record(boolean on) {
        records = on;
    }

    /** What has to be asked: this, or less if that does as well. */
    RowFilter asked() {
        if (actives == 0) {
            return RowFilter.ALL;
        }
        return actives == 1 && !records ? filters[active[0]] : this;
    }

    @Override
    public boolean accepts(int row) {
        for (int i = 0; i < actives; i++) {
            if (!filters[active[i]].accepts(row)) {
                if (records) {
                    remove(row, active[i]);
                }
                return false;
            }
        }
        return true;
    }

    @Override
    public int rejected() {
        int sum = 0;
        for (int i = 0; i < actives; i++) {
            sum += filters[active[i]].rejected();
        }
        return sum;
    }

    /** How many items were removed. */
    int removed() {
        return removed;
    }

    int removedRow(int place) {
        return removedRows[place];
    }

    /** Why the item was removed. */
    String reason(int place) {
        return filters[removedBy[place]].reason(removedRows[place]);
    }

    private void remove(int row, int filter) {
        if (row >= places.length) {
            places = Arrays.copyOf(places, Math.max(row + 1, 2 * places.length));
        }
        int place = places[row];
        if (place < removed && removedRows[place] == row) {
            return;
        }
        if (removed == removedRows.length) {
            removedRows = Arrays.copyOf(removedRows, 2 * removed);
            removedBy = Arrays.copyOf(removedBy, 2 * removed);
        }
        places[row] = removed;
        removedRows[removed] = row;
        removedBy[removed++] = filter;
    }
}
