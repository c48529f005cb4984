package io.freshet.features;

import io.freshet.embedding.ItemModel;
import org.jspecify.annotations.Nullable;

/** Makes the deltas that a replica pushes; changes nothing. */
final class ReplicaDeltas {
    private final int learner;
    private final long incarnation;
    private final SharedRows rows;
    private final RowVersions versions;
    private final InFlight inFlight;
    private final ItemModel model;
    private final ContentState content;
    private final ItemAges ages;

    ReplicaDeltas(
            int learner,
            long incarnation,
            SharedRows rows,
            RowVersions versions,
            InFlight inFlight,
            ItemModel model,
            ContentState content,
            ItemAges ages) {
        this.learner = learner;
        this.incarnation = incarnation;
        this.rows = rows;
        this.versions = versions;
        this.inFlight = inFlight;
        this.model = model;
        this.content = content;
        this.ages = ages;
    }

    /** That a row is gone here, as part of this push. */
    RowDelta removal(String rowId, long push) {
        return RowDelta.removal(rowId, learner, incarnation, push, ages.stepMs());
    }

    /** What a change has added since it was opened, as part of this push. */
    RowDelta of(RowChange change, long push, long eventTimeMs) {
        float @Nullable [] @Nullable [] start = begins(change.slot) ? start(change) : null;
        float[] @Nullable [] parts = new float[RowLayout.PARTS][];
        for (int part = 0; part < RowLayout.PARTS; part++) {
            float[] base = change.base[part];
            if (base != null) {
                parts[part] = PartSums.difference(rows.read(change.slot, part), base);
            }
        }
        long count = rows.count(change.slot) - change.baseCount;
        Signals added = change.signals(model.index());
        return new RowDelta(
                rows.rowId(change.slot),
                learner,
                incarnation,
                push,
                start,
                parts,
                added,
                count,
                timeOf(change.slot, eventTimeMs));
    }

    /** Of an item where items expire, when somebody wanted it last. */
    private long timeOf(int slot, long eventTimeMs) {
        RowKind kind = Slots.kind(slot);
        if (!ages.isOn() || kind != RowKind.ITEM && kind != RowKind.NEIGHBOURS) {
            return eventTimeMs;
        }
        long touchedMs = ages.of(Slots.row(slot));
        return touchedMs == ItemAges.UNKNOWN ? eventTimeMs : touchedMs;
    }

    /** Whether the owner may not have this row yet, and cannot work out by its id what it starts from. */
    private boolean begins(int slot) {
        return content.map() != null
                && Slots.kind(slot) == RowKind.ITEM
                && versions.of(slot) == null
                && !inFlight.has(slot);
    }

    private float[] @Nullable [] start(RowChange change) {
        float[] @Nullable [] start = new float[RowLayout.PARTS][];
        for (int part = 0; part < RowLayout.PARTS; part++) {
            float[] base = change.base[part];
            if (SharedRows.has(change.slot, part)) {
                start[part] = base == null ? rows.read(change.slot, part) : base.clone();
            }
        }
        return start;
    }
}
