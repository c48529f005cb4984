package io.freshet.features;

import io.freshet.schemas.ItemState;
import org.jspecify.annotations.Nullable;

/** Puts what the owner published in the place of a replica's row, with the own steps that it does not include on top. */
final class RowReplacement {
    private final RowLayout layout;
    private final SharedRows rows;
    private final InFlight inFlight;
    private final OpenChanges open;

    RowReplacement(RowLayout layout, SharedRows rows, InFlight inFlight, OpenChanges open) {
        this.layout = layout;
        this.rows = rows;
        this.inFlight = inFlight;
        this.open = open;
    }

    /** Local value := the owner's + own in flight + own not yet pushed; false, and no change, if one is not finite. */
    boolean replace(int slot, ItemState row) {
        float[] @Nullable [] bases = layout.fromState(row);
        Signals signalsBase = Signals.of(row);
        long count = row.count();
        for (RowDelta delta : inFlight.of(slot)) {
            PartSums.addAll(bases, delta.parts());
            signalsBase = signalsBase.plus(delta.signals(), layout.neighbours());
            count += delta.count();
        }
        RowChange change = open.of(slot);
        float[] @Nullable [] values = change == null ? bases : withChanges(bases, change);
        if (!PartSums.areFinite(values)) {
            return false;
        }
        for (int part = 0; part < RowLayout.PARTS; part++) {
            replacePart(slot, part, values[part], bases[part], change);
        }
        rows.signals(slot, signalsBase, change);
        replaceCount(slot, count, change);
        return true;
    }

    private float[] @Nullable [] withChanges(float[] @Nullable [] bases, RowChange change) {
        float[] @Nullable [] values = bases.clone();
        for (int part = 0; part < RowLayout.PARTS; part++) {
            float[] base = bases[part];
            float[] changedFrom = change.base[part];
            if (base != null && changedFrom != null) {
                float[] sum = base.clone();
                PartSums.add(sum, PartSums.difference(rows.read(change.slot, part), changedFrom));
                values[part] = sum;
            }
        }
        return values;
    }

    private void replacePart(
            int slot, int part, float @Nullable [] values, float @Nullable [] base, @Nullable RowChange change) {
        if (values == null) {
            return;
        }
        if (change != null && change.base[part] != null) {
            change.base[part] = base;
        }
        rows.write(slot, part, values);
    }

    private void replaceCount(int slot, long count, @Nullable RowChange change) {
        long notPushed = change == null ? 0 : rows.count(slot) - change.baseCount;
        if (change != null) {
            change.baseCount = count;
        }
        rows.count(slot, count + notPushed);
    }
}
