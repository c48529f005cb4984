package io.freshet.features.declared;

/**
 * An event as features see it.
 *
 * @param user 64-bit key of the user's id
 * @param item 64-bit key of the item's id
 * @param id 64-bit key of the event's id; decides which of simultaneous events is the newer, in whatever order they come
 * @param type as {@link FeaturePlan#typeOf} has it
 * @param value NaN if it has none
 * @param timeMs when it happened, milliseconds since 1970 UTC
 * @param clock its number among all events of the stream
 */
public record FeatureEvent(long user, long item, long id, int type, double value, long timeMs, long clock) {
    public static final double NO_VALUE = Double.NaN;

    /** Beyond it, sums in millionths could run over. */
    public static final double LARGEST_VALUE = 1e9;

    public FeatureEvent {
        if (Math.abs(value) > LARGEST_VALUE) {
            throw new IllegalArgumentException("value is " + value + ", allowed is " + (long) -LARGEST_VALUE + " to "
                    + (long) LARGEST_VALUE + "; give it in a larger unit");
        }
        if (timeMs < 0 || clock < 0) {
            throw new IllegalArgumentException("time " + timeMs + " and clock " + clock + " must be at least 0");
        }
    }
}
