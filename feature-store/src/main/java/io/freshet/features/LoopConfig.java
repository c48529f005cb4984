package io.freshet.features;

import java.io.Serializable;

/**
 * How a learner sends its changes to the owner of the rows.
 *
 * @param pushEvents events after which changes are pushed
 * @param heldPushes pushes that a row waits for if it was only a negative, and at most those that neighbours wait for
 */
public record LoopConfig(int pushEvents, int heldPushes) implements Serializable {
    public static final LoopConfig DEFAULTS = new LoopConfig(25, 100);

    private static final int MOST_HELD = 10_000;

    public LoopConfig {
        if (pushEvents < 1) {
            throw new IllegalArgumentException("pushEvents is " + pushEvents + ": set it to 1 or more");
        }
        if (heldPushes < 0 || heldPushes > MOST_HELD) {
            throw new IllegalArgumentException("heldPushes is " + heldPushes + ": set it between 0 and " + MOST_HELD);
        }
    }
}
