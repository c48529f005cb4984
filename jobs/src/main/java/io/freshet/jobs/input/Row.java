package io.freshet.jobs.input;

import io.freshet.ranking.EventConfig;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecordedRow;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a source, filled anew by the reader for every row. */
final class Row {
    /** Of a row without one; less than every minimum. */
    static final double NO_VALUE = Double.NaN;

    private static final float USUAL_WEIGHT = 1f;

    /** 1-based among the source's data rows, damaged ones included. */
    long number;

    /** The event's own id, where the source has such. */
    @Nullable
    String eventId;

    /** Kind of event; null where the source has none. */
    @Nullable
    String type;

    /** The list that the event came from; null where the source tells none. */
    @Nullable
    String recommendationId;

    String user = "";
    String item = "";
    long timestampMs;
    double value;

    /** The event's own weight, where it comes with one. */
    float weight = USUAL_WEIGHT;

    /** Whether its value says that the user does not want the item; set by who knows the limit. */
    boolean dislike;

    /** Takes over all but the number. */
    void take(RecordedRow found) throws DamagedRowException {
        eventId = found.eventId() == null ? null : Fields.id("event", found.eventId());
        user = Fields.id(CsvRows.USER, present(CsvRows.USER, found.user()));
        item = Fields.id(CsvRows.ITEM, present(CsvRows.ITEM, found.item()));
        timestampMs = Fields.time(CsvRows.TIMESTAMP, present(CsvRows.TIMESTAMP, found.timestampMs()));
        value = found.value() == null ? NO_VALUE : Fields.number(CsvRows.VALUE, found.value());
        type = Fields.type(found.type());
        recommendationId = Fields.list(found.recommendationId());
    }

    private static <T> T present(String column, @Nullable T found) throws DamagedRowException {
        if (found == null) {
            throw new DamagedRowException(column + " is missing");
        }
        return found;
    }

    /** Without an id of its own it is the row's place in the file: the same whatever the filter and whoever reads. */
    Interaction toInteraction() {
        return interaction(
                eventId == null ? "r" + number : eventId,
                user,
                item,
                kind(),
                dislike ? USUAL_WEIGHT : weight,
                timestampMs,
                recommendationId);
    }

    private @Nullable String kind() {
        return dislike ? EventConfig.DISLIKE : type;
    }

    private static Interaction interaction(
            String eventId,
            String user,
            String item,
            @Nullable String type,
            float weight,
            long timestampMs,
            @Nullable String recommendationId) {
        return new Interaction(
                eventId,
                user,
                item,
                type == null ? Interaction.DEFAULT_TYPE : type,
                weight,
                timestampMs,
                null,
                recommendationId,
                Map.of());
    }
}
