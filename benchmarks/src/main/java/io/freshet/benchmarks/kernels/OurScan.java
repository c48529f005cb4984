package io.freshet.benchmarks.kernels;

import io.freshet.embedding.RowFilter;
import io.freshet.embedding.TableScan;
import io.freshet.embedding.TopK;

/** One of our scans as the peers are: the best 100 rows for one of the queries. One thread. */
final class OurScan {
    private final TableScan scan;
    private final float[][] queries;
    private final TopK best = new TopK();

    OurScan(TableScan scan, float[][] queries) {
        this.scan = scan;
        this.queries = queries;
    }

    /** Writes the rows found to {@code rows}, best first, and returns how many. */
    int find(int query, int[] rows) {
        scan.find(queries[query], best.reset(rows.length), RowFilter.ALL);
        int count = best.finish();
        for (int place = 0; place < count; place++) {
            rows[place] = best.row(place);
        }
        return count;
    }
}
