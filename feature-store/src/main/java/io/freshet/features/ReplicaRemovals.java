package io.freshet.features;

import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.StableHash;
import io.freshet.schemas.ItemState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How rows leave a replica: because their items expired for its learner or for another, or because nothing has used them yet. One
 * thread.
 */
final class ReplicaRemovals {
    private final RowLayout layout;
    private final ItemModel model;
    private final @Nullable SharedSignals signals;
    private final FeatureRows features;
    private final SharedRows rows;
    private final OpenChanges open;
    private final InFlight inFlight;
    private final ItemAges ages;
    private final RowVersions versions;
    private final ReplicaDeltas deltas;

    /** Of rows that are gone here: what is to be pushed before anything else. */
    private final List<RowDelta> farewells = new ArrayList<>();

    /** @param signals null without a ranker */
    ReplicaRemovals(
            RowLayout layout,
            ItemModel model,
            @Nullable SharedSignals signals,
            FeatureRows features,
            SharedRows rows,
            OpenChanges open,
            InFlight inFlight,
            ItemAges ages,
            RowVersions versions,
            ReplicaDeltas deltas) {
        this.layout = layout;
        this.model = model;
        this.signals = signals;
        this.features = features;
        this.rows = rows;
        this.open = open;
        this.inFlight = inFlight;
        this.ages = ages;
        this.versions = versions;
        this.deltas = deltas;
    }

    /** Hands over what is to be pushed of rows that are gone. */
    void handOver(Consumer<RowDelta> to) {
        unpushed(to);
        farewells.clear();
    }

    /** Shows the same; nothing changes. */
    void unpushed(Consumer<RowDelta> to) {
        farewells.forEach(to);
    }

    /**
     * As {@link ItemReplica#expiring}.
     *
     * @param push number of the next push
     */
    void expiring(BitSet gone, long push) {
        for (int row = gone.nextSetBit(0); row >= 0; row = gone.nextSetBit(row + 1)) {
            leave(Slots.ofItem(row), push);
            leave(Slots.ofNeighbours(row), push);
        }
        open.forEach(change -> {
            if (change.pairs != null) {
                change.pairs.removeAll(gone);
            }
        });
        if (signals != null) {
            signals.expiring(gone);
        }
    }

    private void leave(int slot, long push) {
        boolean isShared = versions.of(slot) != null || inFlight.has(slot) || open.of(slot) != null;
        open.close(slot, change -> farewells.add(deltas.of(change, push, ages.stepMs())));
        inFlight.remove(slot);
        versions.set(slot, null);
        if (isShared) {
            farewells.add(deltas.removal(rows.rowId(slot), push));
        }
    }

    /**
     * Takes in that the owner has removed a row, because the item expired for another learner: it goes here with the next step. If
     * somebody touches it before, it stays, and the next publication replaces it. What began anew since is left as it is.
     */
    void removed(String rowId) {
        RowKind kind = layout.kind(rowId);
        if (kind == RowKind.FEATURES) {
            features.removed(rowId);
        }
        if (kind != RowKind.ITEM && kind != RowKind.NEIGHBOURS || !rows.has(rowId)) {
            return;
        }
        int slot = rows.slotOf(rowId);
        if (versions.of(slot) == null) {
            return;
        }
        inFlight.remove(slot);
        if (kind == RowKind.ITEM) {
            versions.set(slot, RowVersions.REMOVED);
            ages.expire(Slots.row(slot));
        } else {
            versions.set(slot, null);
            rows.signals(slot, Signals.NONE, open.of(slot));
        }
    }

    /**
     * Whether a published row is of an item that is gone here: from before that, or the owner does not know it yet and is told once
     * more. What has begun anew since has no version yet.
     *
     * @param push number of the next push
     */
    boolean isGone(ItemState row, long push) {
        if (!ages.isGone(row.updatedMs()) || !RowLayout.isOfItem(row.rowId())) {
            return false;
        }
        boolean isHere = rows.has(row.rowId());
        if (isHere && versions.of(rows.slotOf(row.rowId())) != null) {
            return false;
        }
        if (!isHere) {
            farewells.add(deltas.removal(row.rowId(), push));
        }
        return true;
    }

    /** As {@link ItemReplica#takeBack}. */
    void takeBack(String rowId) {
        RowKind kind = layout.kind(rowId);
        if (kind == RowKind.FEATURES) {
            features.takeBack(rowId);
            return;
        }
        int row = model.index().row(StableHash.of(RowLayout.itemOf(rowId)));
        if (kind == RowKind.ITEM) {
            removeItem(row);
        } else if (kind == RowKind.NEIGHBOURS && row != ItemIndex.UNKNOWN) {
            rows.signals(Slots.ofNeighbours(row), Signals.NONE, null);
            versions.set(Slots.ofNeighbours(row), null);
        } else if (kind != RowKind.NEIGHBOURS && kind != RowKind.UNKNOWN && rows.admits(rowId)) {
            int slot = rows.slotOf(rowId);
            rows.writeAll(slot, layout.startOf(rowId));
            rows.count(slot, 0);
            versions.set(slot, null);
        }
    }

    private void removeItem(int row) {
        if (row == ItemIndex.UNKNOWN) {
            return;
        }
        rows.count(Slots.ofItem(row), 0);
        if (signals != null) {
            signals.forget(row);
        }
        versions.set(Slots.ofItem(row), null);
        versions.set(Slots.ofNeighbours(row), null);
        ages.forget(row);
        model.remove(model.index().key(row));
    }
}
