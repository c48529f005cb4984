package io.freshet.ranking.pipeline;

import io.freshet.embedding.simd.RowKernels;
import io.freshet.features.DecayedCounts;
import io.freshet.features.ItemSignals;
import java.util.List;

/** Logarithms of an item's event counts: faded slowly, faded quickly, and all of them. */
final class PopularityFeatures implements FeatureGroup {
    /** What a count that has faded away is taken for. */
    private static final float FLOOR = 0.01f;

    private static final float SCALE = 1 / 3f;

    private final ItemSignals signals;
    private final RowKernels kernels;

    PopularityFeatures(ItemSignals signals, RowKernels kernels) {
        this.signals = signals;
        this.kernels = kernels;
    }

    @Override
    public List<String> names() {
        return RankerFeatures.POPULARITY.columns();
    }

    @Override
    public void fill(Query query, CandidateTable table, int first) {
        faded(signals.slow(), table, table.column(first));
        faded(signals.fast(), table, table.column(first + 1));
        float[] all = table.column(first + 2);
        for (int place = 0; place < table.size(); place++) {
            all[place] = SCALE * signals.counts().log(table.row(place));
        }
    }

    private void faded(DecayedCounts faded, CandidateTable table, float[] column) {
        for (int place = 0; place < table.size(); place++) {
            column[place] = faded.logAt(table.row(place), signals.clock());
        }
        kernels.exp(column, table.size());
        for (int place = 0; place < table.size(); place++) {
            column[place] += FLOOR;
        }
        Columns.log(kernels, column, table.size(), SCALE);
    }
}
