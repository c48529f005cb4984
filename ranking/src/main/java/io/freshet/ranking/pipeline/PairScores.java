package io.freshet.ranking.pipeline;

import io.freshet.features.ItemSignals;
import io.freshet.features.PairSums;
import io.freshet.features.RecentRows;
import io.freshet.features.SparseSums;

/**
 * How strongly every item goes with the user's recent ones, h_0 the last: the neighbour lists of these, scattered into arrays
 * once a query. Cost: an addition for each neighbour and sum.
 */
final class PairScores {
    private final ItemSignals signals;
    private final PairSums all = new PairSums();
    private final SparseSums last = new SparseSums();
    private long number;

    PairScores(ItemSignals signals) {
        this.signals = signals;
    }

    /** Makes these the sums for {@code query}. */
    void of(Query query) {
        if (number == query.number()) {
            return;
        }
        number = query.number();
        all.clear();
        last.clear();
        RecentRows recent = query.recent();
        int places = Math.min(recent.size(), signals.config().pairPlaces());
        float weight = 1f;
        for (int place = 0; place < places; place++, weight *= signals.config().pairDecay()) {
            int row = recent.row(place);
            float inverseRoot = signals.counts().inverseRoot(row);
            signals.pairs().addTo(all, row, weight * inverseRoot, weight * inverseRoot * inverseRoot);
            if (place == 0) {
                signals.pairs().addTo(last, row, inverseRoot);
            }
        }
    }

    /** γ^k C[h_k][row]/√n_{h_k} for the recent item at a place k. */
    float part(Query query, int k, int row) {
        if (k >= signals.config().pairPlaces()) {
            return 0f;
        }
        float weight = 1f;
        for (int place = 0; place < k; place++) {
            weight *= signals.config().pairDecay();
        }
        int recent = query.recent().row(k);
        return weight * signals.counts().inverseRoot(recent) * signals.pairs().weight(recent, row);
    }

    /** First Σ_k γ^k C[h_k][j]/√n_{h_k}, second Σ_k γ^k C[h_k][j]/n_{h_k}. */
    PairSums all() {
        return all;
    }

    /** C[h_0][j]/√n_{h_0}. */
    SparseSums last() {
        return last;
    }
}
