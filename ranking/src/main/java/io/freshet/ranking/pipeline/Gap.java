package io.freshet.ranking.pipeline;

import io.freshet.embedding.ContextWeights;

/** By how long ago the user's last event was, as {@link ContextWeights} tell it: within a visit other things matter. */
final class Gap implements Bucketing {
    @Override
    public int buckets() {
        return ContextWeights.GAPS;
    }

    @Override
    public int bucket(Query query) {
        return query.recent().size() == 0
                ? ContextWeights.GAPS - 1
                : ContextWeights.index(0, query.timeMs() - query.recent().timeMs(0));
    }
}
