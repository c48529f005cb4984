package io.freshet.schemas;

import org.jspecify.annotations.Nullable;

/**
 * One row of a recorded stream as its file has it, unchecked; what the row lacks is null.
 *
 * @param eventId the event's own id; null where the file has no such column
 * @param user a whole number as its digits
 * @param item a whole number as its digits
 * @param timestampMs milliseconds since 1970 UTC, whatever unit the file has
 * @param value a float as the shortest decimal number that is read as it
 * @param type kind of event
 * @param recommendationId the list that the event came from
 */
public record RecordedRow(
        @Nullable String eventId,
        @Nullable String user,
        @Nullable String item,
        @Nullable Long timestampMs,
        @Nullable Double value,
        @Nullable String type,
        @Nullable String recommendationId) {

    /** Of a file without types. */
    public RecordedRow(
            @Nullable String eventId,
            @Nullable String user,
            @Nullable String item,
            @Nullable Long timestampMs,
            @Nullable Double value) {
        this(eventId, user, item, timestampMs, value, null);
    }

    /** Of a file without lists. */
    public RecordedRow(
            @Nullable String eventId,
            @Nullable String user,
            @Nullable String item,
            @Nullable Long timestampMs,
            @Nullable Double value,
            @Nullable String type) {
        this(eventId, user, item, timestampMs, value, type, null);
    }
}
