package io.freshet.features;

import org.jspecify.annotations.Nullable;

/**
 * What one learner adds to one row: the changes since its last push of that row.
 *
 * @param rowId the row
 * @param learner number of the learner
 * @param incarnation which life of the learner counts the pushes
 * @param push number of the push; all rows of a flush share it
 * @param start what the row began from, for an owner that does not have it yet; null where that follows from the id
 * @param parts what is to be added to each part, null where nothing is; owned by the delta
 * @param signals what is to be added beside parts and count
 * @param count events to be added
 * @param eventTimeMs the learner's newest event time
 */
public record RowDelta(
        String rowId,
        int learner,
        long incarnation,
        long push,
        float @Nullable [] @Nullable [] start,
        float[] @Nullable [] parts,
        Signals signals,
        long count,
        long eventTimeMs) {

    /** A change of a row without signals. */
    public RowDelta(
            String rowId,
            int learner,
            long incarnation,
            long push,
            float[] @Nullable [] parts,
            long count,
            long eventTimeMs) {
        this(rowId, learner, incarnation, push, null, parts, Signals.NONE, count, eventTimeMs);
    }
}
