package io.freshet.ranking.pipeline;

import io.freshet.embedding.simd.RowKernels;
import io.freshet.embedding.simd.StableMath;
import io.freshet.features.EventCounts;
import io.freshet.features.PairSums;
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
        return RankerFeatures.PAIRS.columns();
    }

    /**
     * By how much an item's score would be lower if the user had not had a recent item.
     *
     * @param recent place among the recent items
     * @param features of the item with their weights
     * @param first column of these features
     */
    float effect(Query query, int recent, int row, List<Explanation.Feature> features, int first) {
        pairs.of(query);
        float inverseRoot = counts.inverseRoot(row);
        float sum = pairs.all().first(row) * inverseRoot;
        float part = pairs.part(query, recent, row);
        float ofHistory = counts.inverseRoot(query.recent().row(recent));
        float effect = features.get(first).weight() * fall(sum, part * inverseRoot)
                + features.get(first + 2).weight() * part * ofHistory;
        return recent == 0
                ? effect + features.get(first + 1).weight() * fall(part * inverseRoot, part * inverseRoot)
                : effect;
    }

    private static float fall(float sum, float part) {
        return SCALE * (StableMath.log(FLOOR + sum) - StableMath.log(FLOOR + Math.max(0f, sum - part)));
    }

    @Override
    public void fill(Query query, CandidateTable table, int first) {
        pairs.of(query);
        PairSums sums = pairs.all();
        float[] all = table.column(first);
        float[] last = table.column(first + 1);
        float[] shares = table.column(first + 2);
        for (int place = 0; place < table.size(); place++) {
            int row = table.row(place);
            float inverseRoot = counts.inverseRoot(row);
            all[place] = FLOOR + sums.first(row) * inverseRoot;
            last[place] = FLOOR + pairs.last().get(row) * inverseRoot;
            shares[place] = sums.second(row);
        }
        Columns.log(kernels, all, table.size(), SCALE);
        Columns.log(kernels, last, table.size(), SCALE);
    }
}
