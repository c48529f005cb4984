package io.freshet.ranking.pipeline;

import io.freshet.features.EventCounts;

/**
 * By how many events the user's last item has had: no such item or none, 1 to 3, 4 to 15, and so on by powers of four. What goes
 * with an item is worth the more, the more often it was seen.
 */
final class LastItemCount implements Bucketing {
    static final int BUCKETS = 8;

    private final EventCounts counts;

    LastItemCount(EventCounts counts) {
        this.counts = counts;
    }

    @Override
    public int buckets() {
        return BUCKETS;
    }

    @Override
    public int bucket(Query query) {
        if (query.recent().size() == 0) {
            return 0;
        }
        return (PowersOfTwo.bucket(counts.of(query.recent().row(0)), 2 * BUCKETS - 1) + 1) / 2;
    }
}
