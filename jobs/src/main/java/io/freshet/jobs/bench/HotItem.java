package io.freshet.jobs.bench;

import io.freshet.embedding.StableHash;
import io.freshet.schemas.Interaction;

/** Moves a share of a stream's events to one item, as when everybody looks at the same thing. */
public final class HotItem {
    static final String ID = "hot-item";

    /** As many values as a float has below 1. */
    private static final int PARTS = 1 << 24;

    private HotItem() {}

    /**
     * The event, or the same on the hot item; which, is a function of its id.
     *
     * @param share of all events that are moved, 0 to 1
     */
    public static Interaction heat(Interaction event, double share) {
        if ((StableHash.of(event.eventId()) >>> 40) >= share * PARTS) {
            return event;
        }
        return new Interaction(
                event.eventId(),
                event.userId(),
                ID,
                event.type(),
                event.weight(),
                event.eventTimeMs(),
                event.sessionId(),
                event.recommendationId(),
                event.context());
    }
}
