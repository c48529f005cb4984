package io.freshet.features;

import io.freshet.embedding.ChangeListener;
import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.StableHash;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.RowVersion;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One learner's copy of the shared rows: the owner's row plus every own step that this row does not include yet.
 *
 * <p>The learner changes rows at once and tells {@link #changes()} so first; {@link #push} hands the changes over as
 * numbered deltas, which are kept until a published row covers them. A publication whose only news is the learner's own
 * is acknowledged without touching the row, so a learner that is alone computes with exactly the values that it would
 * have without the loop. Owner and learners must be restored together, and a learner's deltas of a row must arrive in
 * order. One thread.
 */
public final class ItemReplica {
    private final RowLayout layout;
    private final int learner;
    private final long incarnation;
    private final ItemModel model;
    private final PopularityOrder popularity = new PopularityOrder();
    private final SharedRows rows;
    private final OpenChanges open;
    private final InFlight inFlight;
    private final ChangeListener changes = new Tracker();
    private @Nullable RowVersion[] versions = new RowVersion[64];
    private long pushes;
    private long refused;

    /**
     * @param learner number of the learner, unique in the job
     * @param incarnation a number that this learner never had before, since its pushes start at 1
     */
    public ItemReplica(LearnerConfig config, LoopConfig loop, int learner, long incarnation) {
        this.layout = new RowLayout(config);
        this.learner = learner;
        this.incarnation = incarnation;
        this.model = new ItemModel(config);
        this.rows = new SharedRows(layout, model, popularity);
        this.open = new OpenChanges(loop.heldPushes());
        this.inFlight = new InFlight(learner, incarnation);
    }

    public ItemModel model() {
        return model;
    }

    public PopularityOrder popularity() {
        return popularity;
    }

    /** To be told before a row changes. */
    public ChangeListener changes() {
        return changes;
    }

    /** Changes that no published row covers yet: rows changed since their last push, and rows with pushes in flight. */
    public int unacknowledged() {
        return open.size() + inFlight.rows();
    }

    /**
     * Hands over what is due: rows that were positives or context, and rows that waited long enough as negatives.
     *
     * @param everything also those that have not waited long enough
     */
    public void push(boolean everything, long eventTimeMs, Consumer<RowDelta> to) {
        pushes++;
        open.close(pushes, everything, change -> {
            RowDelta delta = delta(change, eventTimeMs);
            inFlight.add(change.slot, delta);
            to.accept(delta);
        });
    }

    /**
     * Takes in a row that the owner published.
     *
     * @return false if it is not newer than what is here, is no row of this model, or is {@link #refused}
     * @throws IllegalArgumentException if its dimension is another
     */
    public boolean apply(ItemState row) {
        if (!layout.accepts(row) || !rows.admits(row.rowId())) {
            return false;
        }
        int slot = rows.slotOf(row.rowId());
        RowVersion known = version(slot);
        if (known != null && known.compareTo(row.version()) >= 0) {
            return false;
        }
        int acknowledged = inFlight.acknowledge(slot, row.covers());
        if (!isOwnNews(known, row.version(), acknowledged) && !replace(slot, row)) {
            refused++;
            return false;
        }
        version(slot, row.version());
        return true;
    }

    /**
     * Published rows that were left out because, with the own changes added, a value would not have been finite. The row
     * stays as it is until the owner publishes it again.
     */
    public long refused() {
        return refused;
    }

    /** Takes back a row that was published here but that no event has used yet: no sampler, context or change knows it. */
    public void takeBack(String rowId) {
        float[] weights = layout.startOf(rowId)[RowLayout.WEIGHTS];
        if (weights != null) {
            rows.write(SharedRows.WEIGHTS_SLOT, RowLayout.WEIGHTS, weights);
            version(SharedRows.WEIGHTS_SLOT, null);
            return;
        }
        long key = StableHash.of(rowId);
        int row = model.index().row(key);
        if (row != ItemIndex.UNKNOWN) {
            popularity.count(row, 0);
            version(SharedRows.slotOfItem(row), null);
            model.remove(key);
        }
    }

    /** Visits all rows in the order of first sight. */
    void forEachRow(RowVisitor visitor) {
        for (int slot = 0; slot < rows.slots(); slot++) {
            if (!rows.isUsed(slot)) {
                continue;
            }
            float[] @Nullable [] parts = new float[RowLayout.PARTS][];
            for (int part = 0; part < RowLayout.PARTS; part++) {
                if (SharedRows.has(slot, part)) {
                    parts[part] = rows.read(slot, part);
                }
            }
            visitor.visit(rows.rowId(slot), version(slot), parts, rows.count(slot));
        }
    }

    /** Puts back a row that was visited; rows must come in the same order. */
    void restore(String rowId, @Nullable RowVersion version, float[] @Nullable [] parts, long count) {
        int slot = rows.slotOf(rowId);
        for (int part = 0; part < RowLayout.PARTS; part++) {
            float[] values = parts[part];
            if (values != null) {
                rows.write(slot, part, values);
            }
        }
        rows.count(slot, count);
        version(slot, version);
    }

    private RowDelta delta(RowChange change, long eventTimeMs) {
        float[] @Nullable [] parts = new float[RowLayout.PARTS][];
        for (int part = 0; part < RowLayout.PARTS; part++) {
            float[] base = change.base[part];
            if (base != null) {
                parts[part] = difference(rows.read(change.slot, part), base);
                change.base[part] = null;
            }
        }
        long count = rows.count(change.slot) - change.baseCount;
        return new RowDelta(rows.rowId(change.slot), learner, incarnation, pushes, parts, count, eventTimeMs);
    }

    private static boolean isOwnNews(@Nullable RowVersion known, RowVersion row, int acknowledged) {
        return known == null
                ? row.counter() == acknowledged
                : known.epoch() == row.epoch() && row.counter() - known.counter() == acknowledged;
    }

    /** Local value := the owner's + own in flight + own not yet pushed; false, and no change, if one is not finite. */
    private boolean replace(int slot, ItemState row) {
        float[] @Nullable [] bases = layout.fromState(row);
        long count = row.count();
        for (RowDelta delta : inFlight.of(slot)) {
            addAll(bases, delta.parts());
            count += delta.count();
        }
        RowChange change = open.of(slot);
        float[] @Nullable [] values = change == null ? bases : withChanges(bases, change);
        if (!areFinite(values)) {
            return false;
        }
        for (int part = 0; part < RowLayout.PARTS; part++) {
            replacePart(slot, part, values[part], bases[part], change);
        }
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
                add(sum, difference(rows.read(change.slot, part), changedFrom));
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

    private @Nullable RowVersion version(int slot) {
        return slot < versions.length ? versions[slot] : null;
    }

    private void version(int slot, @Nullable RowVersion version) {
        if (slot >= versions.length) {
            versions = Arrays.copyOf(versions, Math.max(slot + 1, 2 * versions.length));
        }
        versions[slot] = version;
    }

    private static boolean areFinite(float[] @Nullable [] parts) {
        for (float[] part : parts) {
            if (part != null && !SharedRows.areFinite(part)) {
                return false;
            }
        }
        return true;
    }

    private static void addAll(float[] @Nullable [] to, float[] @Nullable [] others) {
        for (int part = 0; part < RowLayout.PARTS; part++) {
            float[] sum = to[part];
            float[] other = others[part];
            if (sum != null && other != null) {
                add(sum, other);
            }
        }
    }

    private static void add(float[] to, float[] other) {
        for (int i = 0; i < to.length; i++) {
            to[i] += other[i];
        }
    }

    /** {@code values} less {@code base}, in place. */
    private static float[] difference(float[] values, float[] base) {
        for (int i = 0; i < values.length; i++) {
            values[i] -= base[i];
        }
        return values;
    }

    /** Receives the rows of a replica one by one. */
    @FunctionalInterface
    interface RowVisitor {
        void visit(String rowId, @Nullable RowVersion version, float[] @Nullable [] parts, long count);
    }

    private final class Tracker implements ChangeListener {
        @Override
        public void beforeTarget(int row, boolean positive) {
            opened(SharedRows.slotOfItem(row), RowLayout.TARGET, positive);
        }

        @Override
        public void beforeSource(int row) {
            opened(SharedRows.slotOfItem(row), RowLayout.SOURCE, true);
        }

        @Override
        public void beforeWeights() {
            opened(SharedRows.WEIGHTS_SLOT, RowLayout.WEIGHTS, true);
        }

        private void opened(int slot, int part, boolean urgent) {
            open.open(slot, part, urgent, pushes, rows);
        }
    }
}
