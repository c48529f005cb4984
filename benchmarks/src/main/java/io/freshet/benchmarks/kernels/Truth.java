package io.freshet.benchmarks.kernels;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;

/** The rows that are truly the best for each of some queries. */
final class Truth {
    private final IntSet[] best;

    private Truth(IntSet[] best) {
        this.best = best;
    }

    /** By an exact search. */
    static Truth of(Search exact, int queries) {
        int[] rows = new int[ExactScan.LIMIT];
        IntSet[] best = new IntSet[queries];
        for (int query = 0; query < queries; query++) {
            best[query] = new IntOpenHashSet(rows, 0, exact.find(query, rows));
        }
        return new Truth(best);
    }

    /** Finds rows for a query. */
    interface Search {
        /** Writes the rows to {@code rows}, in any order, and returns how many. */
        int find(int query, int[] rows);
    }

    /** Share of the true best that a search finds, over all queries. */
    double recall(Search search) {
        int[] rows = new int[ExactScan.LIMIT];
        int wanted = 0;
        int found = 0;
        for (int query = 0; query < best.length; query++) {
            int count = search.find(query, rows);
            for (int i = 0; i < count; i++) {
                found += best[query].contains(rows[i]) ? 1 : 0;
            }
            wanted += best[query].size();
        }
        return (double) found / wanted;
    }
}
