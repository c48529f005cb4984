package io.freshet.ranking.pipeline;

import io.freshet.features.ItemSignals;
import io.freshet.features.RecentRows;

/**
 * By how much the user's last items are in vogue: the mean logarithm of the slowly faded counts of the last five, in steps of 1
 * from −4 to 3; the first bucket is for who has none. Whoever follows the others is to be served by what they take, and whoever does not is not.
 */
final class RecentVogue implements Bucketing {
    static final int BUCKETS = 10;

    private static final int ITEMS = 5;

    /** Of the second bucket's end. */
    private static final float LEAST = -4f;

    /** An item that has faded away is one of few that were wanted, not infinitely far from all others. */
    private static final float FLOOR = -8f;

    private final ItemSignals signals;

    RecentVogue(ItemSignals signals) {
        this.signals = signals;
    }

    @Override
    public int buckets() {
        return BUCKETS;
    }

    @Override
    public int bucket(Query query) {
        RecentRows recent = query.recent();
        int items = Math.min(ITEMS, recent.size());
        if (items == 0) {
            return 0;
        }
        float sum = 0f;
        for (int place = 0; place < items; place++) {
            sum += Math.max(FLOOR, signals.slow().logAt(recent.row(place), signals.clock()));
        }
        int step = 2 + (int) Math.floor(sum / items - LEAST);
        return Math.max(1, Math.min(BUCKETS - 1, step));
    }
}
