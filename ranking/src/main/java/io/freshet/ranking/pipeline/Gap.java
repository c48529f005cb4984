package io.freshet.ranking.pipeline;

import io.freshet.embedding.ContextWeights;

/** By how long ago the user's last event was, as {@link ContextWeights} tell it: within a visit other things matter. */
final class Gap implements Bucketing {
    static final int BUCKETS = ContextWeights.GAPS;

    @Override
    public int buckets() {
        return BUCKETS;
    }

    @Override
    public int bucket(Query query) {
        return query.recent().size() == 0
                ? BUCKETS - 1
                : ContextWeights.index(0, query.timeMs() - query.recent().timeMs(0));
    }
}
