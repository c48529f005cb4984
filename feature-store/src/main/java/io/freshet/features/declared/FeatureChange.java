package io.freshet.features.declared;

import org.jspecify.annotations.Nullable;

/**
 * What one learner adds to the declared features of an item: the state of the events since its last push, and for each feature
 * when the first of these events was, which tells whether what was there before has come to the end of its ttl. Only the plan that
 * made it can read it. Mutable until it is pushed; owned by whoever adds to it.
 */
public final class FeatureChange {
    private final FeatureState state;
    private final long[] begunMs;
    private long events;

    FeatureChange(int features) {
        this(new FeatureState(features), new long[features]);
    }

    /**
     * @param begunMs by feature; without meaning where the state has none
     */
    FeatureChange(FeatureState state, long[] begunMs) {
        this.state = state;
        this.begunMs = begunMs;
    }

    FeatureState state() {
        return state;
    }

    long begunMs(int feature) {
        return begunMs[feature];
    }

    /** Time of the newest event that counted. */
    public long newestMs() {
        return state.newestMs();
    }

    /** Events that were added here; those of a change that was read are not known and count 0. */
    public long events() {
        return events;
    }

    void countEvent() {
        events++;
    }

    /** Has the feature begin with an event of this time. */
    void begin(int feature, long timeMs) {
        state.part(feature, null);
        begunMs[feature] = timeMs;
    }

    void part(int feature, long @Nullable [] part) {
        state.part(feature, part);
    }
}
