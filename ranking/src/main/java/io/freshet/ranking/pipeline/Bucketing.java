package io.freshet.ranking.pipeline;

/** Sorts queries into buckets that have weights of their own. */
interface Bucketing {
    int buckets();

    /** From 0 to {@link #buckets()} − 1. */
    int bucket(Query query);
}
