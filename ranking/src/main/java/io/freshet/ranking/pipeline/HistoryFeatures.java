package io.freshet.ranking.pipeline;

import io.freshet.embedding.simd.StableMath;
import io.freshet.features.RecentRows;
import io.freshet.features.SparseSums;
import java.util.List;

/**
 * What the user did with the item before: log Σ 0.9^steps over the recent items, whether it is one of them, and whether it is
 * the last.
 */
final class HistoryFeatures implements FeatureGroup {
    private static final float STEP = 0.9f;

    /** Makes the logarithm of an item that was long ago about 0, as it is for one that never was. */
    private static final float SHIFT = 2f;

    private final SparseSums sums = new SparseSums();

    @Override
    public List<String> names() {
        return RankerFeatures.HISTORY.columns();
    }

    @Override
    public void fill(Query query, CandidateTable table, int first) {
        sum(query.recent());
        float[] often = table.column(first);
        float[] had = table.column(first + 1);
        float[] last = table.column(first + 2);
        int newest = query.recent().size() == 0 ? -1 : query.recent().row(0);
        for (int place = 0; place < table.size(); place++) {
            int row = table.row(place);
            boolean isHad = sums.has(row);
            often[place] = isHad ? SHIFT + StableMath.log(sums.get(row)) : 0f;
            had[place] = isHad ? 1f : 0f;
            last[place] = row == newest ? 1f : 0f;
        }
    }

    private void sum(RecentRows recent) {
        sums.clear();
        float weight = 1f;
        for (int place = 0; place < recent.size(); place++, weight *= STEP) {
            sums.add(recent.row(place), weight);
        }
    }
}
