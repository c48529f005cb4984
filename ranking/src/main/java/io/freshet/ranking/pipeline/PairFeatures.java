package io.freshet.ranking.pipeline;

import io.freshet.embedding.simd.RowKernels;
import io.freshet.features.EventCounts;
import io.freshet.features.SparseSums;
import java.util.List;

/**
 * Co-visitation with the user's recent items: log Σ_k γ^k C[h_k][j]/√(n_{h_k} n_j), the same from the last item alone, and
 * Σ_k γ^k C[h_k][j]/n_{h_k}.
 */
final class PairFeatures implements FeatureGroup {
    /** What an item that goes with none of them is taken for. */
    private static final float FLOOR = 1e-3f;

    private static final float SCALE = 1 / 3f;

    private final PairScores pairs;
    private final EventCounts counts;
    private final RowKernels kernels;

    PairFeatures(PairScores pairs, EventCounts counts, RowKernels kernels) {
        this.pairs = pairs;
        this.counts = counts;
        this.kernels = kernels;
    }

    @Override
    public List<String> names() {
        return List.of("pairs", "pairs-last", "pairs-share");
    }

    @Override
    public void fill(Query query, CandidateTable table, int first) {
        pairs.of(query);
        normalized(pairs.all(), table, table.column(first));
        normalized(pairs.last(), table, table.column(first + 1));
        float[] shares = table.column(first + 2);
        for (int place = 0; place < table.size(); place++) {
            shares[place] = pairs.shares().get(table.row(place));
        }
    }

    private void normalized(SparseSums sums, CandidateTable table, float[] column) {
        for (int place = 0; place < table.size(); place++) {
            int row = table.row(place);
            column[place] = FLOOR + sums.get(row) * counts.inverseRoot(row);
        }
        Columns.log(kernels, column, table.size(), SCALE);
    }
}
