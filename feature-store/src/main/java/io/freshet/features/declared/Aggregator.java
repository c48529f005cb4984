package io.freshet.features.declared;

import org.jspecify.annotations.Nullable;

/**
 * One aggregation over the events of one user or item. Its state is an array of longs, exactly as long as needed, of which
 * the first is the time of the newest event. States of the same events are equal, in whatever order these came and
 * however they were merged. Immutable.
 */
sealed interface Aggregator permits BucketSums, DecayedCount, DistinctKeys, LastEvents {
    /** Where a state has its newest event's time. */
    int NEWEST = 0;

    /** Lives for ever. */
    long NO_END = Long.MAX_VALUE;

    /**
     * Counts an event.
     *
     * @param state null for none yet; changed in place where its length allows, and not to be used afterwards
     * @param first what the event adds to the first sum, or the key of the other side
     * @param second what it adds to the second sum
     * @return the state with the event
     */
    long[] add(long @Nullable [] state, FeatureEvent event, long first, long second);

    /** The state of all events of both, which stay as they are. */
    long[] merge(long[] one, long[] other);

    /** The value at a time that is not before the newest event's; NaN where no event counts. */
    double read(long[] state, long timeMs, long clock);

    /** So long after the newest event none counts any more. */
    long lifetimeMs();
}
