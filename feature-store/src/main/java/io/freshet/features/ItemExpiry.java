package io.freshet.features;

import java.util.concurrent.TimeUnit;

/**
 * When items that nobody touches any more have to go, in event time: a function of the stream alone. Immutable.
 *
 * <p>Not at every event: event time is cut into {@value #STEPS} steps an expiry, and an item goes with the first event of the first step
 * that begins an expiry or more after its last touch. So it takes one pass over the items a step; those that stay had an event within
 * the {@value #STEPS} steps before, and those that go had one once, so a pass is O(1) an event.
 *
 * @param expiryMs 0 for never
 */
public record ItemExpiry(long expiryMs) {
    public static final ItemExpiry NEVER = new ItemExpiry(0);

    private static final int STEPS = 16;

    public static ItemExpiry ofDays(int days) {
        return new ItemExpiry(TimeUnit.DAYS.toMillis(days));
    }

    public boolean isOn() {
        return expiryMs > 0;
    }

    /** When the step of a time began. */
    long stepOf(long timeMs) {
        long stepMs = expiryMs / STEPS;
        return Math.floorDiv(timeMs, stepMs) * stepMs;
    }

    /** Whether what was touched last at {@code touchedMs} is gone in a step. */
    boolean isGone(long touchedMs, long stepMs) {
        return isOn() && touchedMs <= stepMs - expiryMs;
    }

    /**
     * Whether a change of a row that the owner does not have is of one that has been removed, and counts no event: what it
     * was taken from is gone, and nothing would ever take a row away that nobody touches.
     *
     * @param clockMs the newest time that the owner knows of
     */
    public boolean isStray(RowDelta delta, long clockMs) {
        return isOn()
                && delta.count() == 0
                && RowLayout.isOfItem(delta.rowId())
                && isGone(delta.eventTimeMs(), stepOf(clockMs));
    }
}
