package io.freshet.features;

import java.io.Serializable;

/**
 * How a learner sends its changes to the owner of the rows.
 *
 * @param pushEvents events after which changes are pushed, where there are other learners
 * @param heldPushes pushes that a row waits for if it was only a negative, and at most those that neighbours wait for
 * @param alonePushEvents events after which changes are pushed by a learner that is alone, whose news no other waits for
 */
public record LoopConfig(int pushEvents, int heldPushes, int alonePushEvents) implements Serializable {
    public static final LoopConfig DEFAULTS = new LoopConfig(25, 100, 1_000);

    private static final int MOST_HELD = 10_000;

    public LoopConfig {
        if (pushEvents < 1) {
            throw new IllegalArgumentException("pushEvents is " + pushEvents + ": set it to 1 or more");
        }
        if (heldPushes < 0 || heldPushes > MOST_HELD) {
            throw new IllegalArgumentException("heldPushes is " + heldPushes + ": set it between 0 and " + MOST_HELD);
        }
        if (alonePushEvents < 1) {
            throw new IllegalArgumentException("alonePushEvents is " + alonePushEvents + ": set it to 1 or more");
        }
    }

    /** With pushes after as many events for a learner that is alone. */
    public LoopConfig(int pushEvents, int heldPushes) {
        this(pushEvents, heldPushes, pushEvents);
    }

    /** Events after which each of so many learners pushes its changes. */
    public int pushEvents(int learners) {
        return learners == 1 ? alonePushEvents : pushEvents;
    }
}
