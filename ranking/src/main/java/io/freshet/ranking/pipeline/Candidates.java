package io.freshet.ranking.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The union of what the sources offer: each item once, none that a filter rejects, and no more than there is room for,
 * what is offered first having the first say. Reusable; one thread. Memory: 4 bytes a row of the model.
 */
final class Candidates {
    private final List<CandidateFilter> filters;
    private int[] places = new int[64];
    private @Nullable Query query;
    private CandidateTable table = new CandidateTable(0, 0, 0);
    private int source;

    Candidates(List<CandidateFilter> filters) {
        this.filters = List.copyOf(filters);
    }

    /** Starts anew with an empty table, which only this adds to. */
    void begin(Query next, CandidateTable empty) {
        query = next;
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
        if (row >= places.length) {
            places = Arrays.copyOf(places, Math.max(row + 1, 2 * places.length));
        }
        int place = places[row];
        boolean isNew = !isAt(place, row);
        if (isNew) {
            if (table.isFull() || !isKept(row)) {
                return false;
            }
            place = table.add(row);
            places[row] = place;
        }
        table.addSource(place, source);
        return isNew;
    }

    /** Whether the item is a candidate already. */
    boolean has(int row) {
        return row < places.length && isAt(places[row], row);
    }

    private boolean isAt(int place, int row) {
        return place < table.size() && table.row(place) == row;
    }

    private boolean isKept(int row) {
        Query asked = requireNonNull(query, "begin comes first");
        for (int filter = 0; filter < filters.size(); filter++) {
            if (!filters.get(filter).keeps(asked, row)) {
                return false;
            }
        }
        return true;
    }
}
