package io.freshet.ranking.pipeline;

/** By how many events the user has: what is known of a newcomer is worth other weights. */
final class HistoryLength implements Bucketing {
    private static final int[] BOUNDS = {2, 5, 10, 30, 100};

    static final int BUCKETS = BOUNDS.length + 1;

    @Override
    public int buckets() {
        return BUCKETS;
    }

    @Override
    public int bucket(Query query) {
        int bucket = 0;
        while (bucket < BOUNDS.length && query.events() >= BOUNDS[bucket]) {
            bucket++;
        }
        return bucket;
    }
}
