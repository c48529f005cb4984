package io.freshet.ranking.baseline;

import static io.freshet.embedding.Limits.inRange;

/**
 * Settings of popularity that fades.
 *
 * @param halfLife after which an event counts half
 * @param unit of the half-life
 */
public record DecayedPopularityConfig(double halfLife, Unit unit) {
    public static final DecayedPopularityConfig DEFAULTS = new DecayedPopularityConfig(2_000, Unit.EVENTS);

    /** What time is counted in. */
    public enum Unit {
        /** Events of the whole stream. */
        EVENTS,
        /** Hours between the events' times. */
        HOURS
    }

    public DecayedPopularityConfig {
        inRange("halfLife", halfLife, 0.001, 1e12);
    }
}
