package io.freshet.ranking.pipeline;

import io.freshet.features.ItemSignals;

/** What the weights of all features differ by, each named as settings name it, in the order of its sets of weights. */
enum RankerSituation {
    /** How many events the user has. */
    LENGTH(HistoryLength.BUCKETS),

    /** How long ago the user's last event was. */
    GAP(Gap.BUCKETS),

    /** How many events this visit has had. */
    VISIT(VisitLength.BUCKETS),

    /** How many events came together with the last one. */
    TOGETHER(LastGroup.BUCKETS),

    /** How well the last item is known. */
    KNOWN(LastItemCount.BUCKETS),

    /** How much the user's last items are in vogue. */
    VOGUE(RecentVogue.BUCKETS);

    private final int buckets;

    RankerSituation(int buckets) {
        this.buckets = buckets;
    }

    int buckets() {
        return buckets;
    }

    Bucketing of(ItemSignals signals) {
        return switch (this) {
            case LENGTH -> new HistoryLength();
            case GAP -> new Gap();
            case VISIT -> new VisitLength();
            case TOGETHER -> new LastGroup();
            case KNOWN -> new LastItemCount(signals.counts());
            case VOGUE -> new RecentVogue(signals);
        };
    }
}
