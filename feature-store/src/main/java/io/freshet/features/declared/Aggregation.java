package io.freshet.features.declared;

/** What a feature makes of events. */
public enum Aggregation {
    COUNT,
    SUM,
    MEAN,
    /** The newest event's value. */
    LAST,
    /** Different items of a user, or different users of an item. */
    DISTINCT,
    /** Events, of which each loses half of its weight with every half-life. */
    DECAYED_COUNT,
    /** Events of some types ÷ events of other types. */
    RATIO;

    /** Whether it looks at the value, so that an event without one does not exist for it. */
    boolean ofValues() {
        return this == SUM || this == MEAN || this == LAST;
    }
}
