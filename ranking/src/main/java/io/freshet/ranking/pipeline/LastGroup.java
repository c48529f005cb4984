package io.freshet.ranking.pipeline;

import io.freshet.features.RecentRows;

/**
 * By how many of the user's events had the time of the last one, as those of a basket or of a page have: none, 1, 2 and 3, 4 to 7,
 * 8 to 15, more. Their order says nothing. Cost: a look at these.
 */
final class LastGroup implements Bucketing {
    static final int BUCKETS = 6;

    private static final int MOST = 1 << (BUCKETS - 2);

    @Override
    public int buckets() {
        return BUCKETS;
    }

    @Override
    public int bucket(Query query) {
        RecentRows recent = query.recent();
        int events = 0;
        while (events < Math.min(MOST, recent.size()) && recent.timeMs(events) == recent.timeMs(0)) {
            events++;
        }
        return PowersOfTwo.bucket(events, BUCKETS);
    }
}
