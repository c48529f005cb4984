package io.freshet.ranking.pipeline;

import io.freshet.features.RecentRows;

/**
 * By how many events the user's visit has had so far, which ends with half an hour without one: none, 1, 2 and 3, 4 to 7, 8 to
 * 15, 16 to 31, more. Who has just come wants other things than who has gone through a list for an hour. Cost: a look at the recent items
 * of the visit.
 */
final class VisitLength implements Bucketing {
    static final int BUCKETS = 7;

    private static final int MOST = 1 << (BUCKETS - 2);
    private static final long PAUSE_MS = 30 * 60_000L;

    @Override
    public int buckets() {
        return BUCKETS;
    }

    @Override
    public int bucket(Query query) {
        RecentRows recent = query.recent();
        long laterMs = query.timeMs();
        int events = 0;
        while (events < Math.min(MOST, recent.size()) && laterMs - recent.timeMs(events) < PAUSE_MS) {
            laterMs = recent.timeMs(events++);
        }
        return PowersOfTwo.bucket(events, BUCKETS);
    }
}
