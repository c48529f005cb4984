package io.freshet.features;

import io.freshet.features.declared.FeatureChange;
import org.jspecify.annotations.Nullable;

/**
 * What one learner adds to one row: the changes since its last push of that row.
 *
 * @param rowId the row
 * @param learner number of the learner
 * @param incarnation which life of the learner counts the pushes
 * @param push number of the push; all rows of a flush share it, but what was inherited has numbers of its own
 * @param start what the row began from, for an owner that does not have it yet; null where that follows from the id
 * @param parts what is to be added to each part, null where nothing is; owned by the delta
 * @param signals what is to be added beside parts and count
 * @param count events to be added
 * @param eventTimeMs the learner's newest event time; of a row of an item where items expire, when somebody wanted the item last
 * @param features what is to be added to an item's declared features; null for nothing; owned by the delta
 * @param removal whether the learner has removed the row, because its item expired before its event time: then it adds nothing
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
        long eventTimeMs,
        @Nullable FeatureChange features,
        boolean removal) {

    /** A change of a row. */
    public RowDelta(
            String rowId,
            int learner,
            long incarnation,
            long push,
            float @Nullable [] @Nullable [] start,
            float[] @Nullable [] parts,
            Signals signals,
            long count,
            long eventTimeMs) {
        this(rowId, learner, incarnation, push, start, parts, signals, count, eventTimeMs, null, false);
    }

    /** A change of the row of an item's declared features; its events count. */
    static RowDelta features(
            String rowId, int learner, long incarnation, long push, FeatureChange change, long eventTimeMs) {
        float[] @Nullable [] none = new float[RowLayout.PARTS][];
        long events = change.events();
        return new RowDelta(
                rowId, learner, incarnation, push, null, none, Signals.NONE, events, eventTimeMs, change, false);
    }

    /** A removal at a time: of items that expire, when the step began. */
    static RowDelta removal(String rowId, int learner, long incarnation, long push, long timeMs) {
        float[] @Nullable [] none = new float[RowLayout.PARTS][];
        return new RowDelta(rowId, learner, incarnation, push, null, none, Signals.NONE, 0, timeMs, null, true);
    }

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
