package io.freshet.jobs.input;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a recorded stream exist, and whether their order is demanded.
 *
 * @param minValue rows whose value is less, or that have none, are dropped and exist for nobody; {@code null} keeps all
 * @param dislikeMax rows whose value is at most this are kept as dislikes; {@code null} knows none
 * @param limit how many kept rows are read at most
 * @param fromMs rows of an earlier time exist for nobody; {@code null} for the stream's start
 * @param toMs rows of this time or a later one exist for nobody; {@code null} for the stream's end
 * @param ordered a stream that is read in its own order is refused if it goes back in time, or if a user's events of one
 *     time do not stand together
 */
public record InputOptions(
        @Nullable Double minValue,
        @Nullable Double dislikeMax,
        long limit,
        @Nullable Long fromMs,
        @Nullable Long toMs,
        boolean ordered) {
    public InputOptions {
        if (minValue != null && !Double.isFinite(minValue)) {
            throw new InputException("minimum value " + minValue + " is not a finite number: give one, or none at all");
        }
        if (dislikeMax != null && !(dislikeMax < (minValue == null ? Double.POSITIVE_INFINITY : minValue))) {
            throw new InputException("dislikes have values up to " + dislikeMax + ", and what is wanted has "
                    + (minValue == null ? "any" : minValue + " or more") + ": give a lower limit of dislikes");
        }
        if (limit < 1) {
            throw new InputException("limit " + limit + " is less than 1: give a positive number of events, or none");
        }
        if (fromMs != null && toMs != null && fromMs >= toMs) {
            throw new InputException("the range begins at " + Instant.ofEpochMilli(fromMs) + " and ends at "
                    + Instant.ofEpochMilli(toMs) + ", which holds nothing: give an end behind the beginning");
        }
    }

    /** Of any time and in any order. */
    public InputOptions(@Nullable Double minValue, long limit) {
        this(minValue, null, limit, null, null, false);
    }

    public static InputOptions everything() {
        return new InputOptions(null, Long.MAX_VALUE);
    }

    /** The same, but only from a time on and before another; {@code null} leaves that side open. */
    public InputOptions between(@Nullable Long fromMs, @Nullable Long toMs) {
        return new InputOptions(minValue, dislikeMax, limit, fromMs, toMs, ordered);
    }

    /** The same, but rows of at most this value are kept as dislikes; {@code null} for none. */
    public InputOptions dislikesTo(@Nullable Double value) {
        return new InputOptions(minValue, value, limit, fromMs, toMs, ordered);
    }

    /** The same, but a stream whose order cannot be replayed is refused. */
    public InputOptions requireOrder() {
        return new InputOptions(minValue, dislikeMax, limit, fromMs, toMs, true);
    }

    boolean keeps(Row row) {
        return within(row.timestampMs) && (minValue == null || row.value >= minValue || isDislike(row));
    }

    boolean isDislike(Row row) {
        return dislikeMax != null && row.value <= dislikeMax;
    }

    boolean within(long timestampMs) {
        return (fromMs == null || timestampMs >= fromMs) && (toMs == null || timestampMs < toMs);
    }

    boolean hasRange() {
        return fromMs != null || toMs != null;
    }

    /** The range for people, as "from … to …". */
    String range() {
        String from = fromMs == null ? "" : "from " + Instant.ofEpochMilli(fromMs);
        String to = toMs == null ? "" : "to before " + Instant.ofEpochMilli(toMs);
        return (from + " " + to).strip();
    }
}
