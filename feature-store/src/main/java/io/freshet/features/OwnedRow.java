package io.freshet.features;

import io.freshet.features.declared.FeatureState;
import io.freshet.features.declared.FlatFeatures;
import io.freshet.schemas.Coverage;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.Neighbours;
import io.freshet.schemas.RowVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The authoritative copy of one row: its start values plus every delta, each added once.
 *
 * <p>It names, for each learner that contributed in this epoch, the last push added. The counter of its version is the
 * number of deltas ever added, so a learner can tell whether all the news in a publication is its own. One thread.
 */
public final class OwnedRow {
    /** Version, count, time, lengths and the encoding's header. */
    private static final int PUBLISHED_FIELDS = 48;

    /** A learner, its incarnation and its push. */
    private static final int PUBLISHED_COVERAGE = 10;

    /** A time, a number of a bucket or a count, each as short as it can be. */
    private static final int PUBLISHED_FEATURES_LONG = 4;

    private static final int PUBLISHED_NEIGHBOUR = Long.BYTES + Float.BYTES;

    private final String rowId;
    private final float[] @Nullable [] parts;
    private final List<Coverage> covers;
    private Signals signals;
    private @Nullable FeatureState features;
    private long count;
    private long additions;
    private long epoch;
    private long updatedMs;

    OwnedRow(
            String rowId,
            float[] @Nullable [] parts,
            Signals signals,
            @Nullable FeatureState features,
            List<Coverage> covers,
            long count,
            long additions,
            long epoch,
            long updatedMs) {
        this.rowId = rowId;
        this.parts = parts;
        this.signals = signals;
        this.features = features;
        this.covers = covers;
        this.count = count;
        this.additions = additions;
        this.epoch = epoch;
        this.updatedMs = updatedMs;
    }

    /** A row that nobody has added to. */
    public static OwnedRow start(String rowId, RowLayout layout) {
        return new OwnedRow(rowId, layout.startOf(rowId), Signals.NONE, null, new ArrayList<>(), 0, 0, 0, 0);
    }

    /**
     * A row that nobody has added to, from what the first delta for it says that it began from.
     *
     * @throws IllegalArgumentException if its dimension is another
     */
    public static OwnedRow start(RowDelta first, RowLayout layout) {
        OwnedRow row = start(first.rowId(), layout);
        float @Nullable [] @Nullable [] start = first.start();
        if (start == null) {
            return row;
        }
        for (int part = 0; part < RowLayout.PARTS; part++) {
            float[] values = start[part];
            if (values != null) {
                float[] own = row.fitting(part, values);
                System.arraycopy(values, 0, own, 0, own.length);
                layout.cap(part, own);
            }
        }
        return row;
    }

    /**
     * A row as an earlier owner published it, in the epoch of that time.
     *
     * @throws IllegalArgumentException if it lacks a part, or its dimension is another
     */
    public static OwnedRow published(ItemState row, RowLayout layout) {
        float[] @Nullable [] parts = layout.startOf(row.rowId());
        float[] @Nullable [] values = layout.fromState(row);
        for (int part = 0; part < RowLayout.PARTS; part++) {
            if (parts[part] != null) {
                parts[part] = values[part];
            }
            if ((parts[part] == null) != (values[part] == null)) {
                throw new IllegalArgumentException("row '" + row.rowId().replace('\0', '$')
                        + "' does not have the parts of a row: it was published by another program");
            }
        }
        long[] features = row.features();
        return new OwnedRow(
                row.rowId(),
                parts,
                Signals.of(row),
                features == null ? null : FlatFeatures.state(features),
                new ArrayList<>(),
                row.count(),
                row.version().counter(),
                row.version().epoch(),
                row.updatedMs());
    }

    public String rowId() {
        return rowId;
    }

    float @Nullable [] part(int part) {
        return parts[part];
    }

    Signals signals() {
        return signals;
    }

    /** Of the row of an item's declared features; null before an event counted. Nobody may change it. */
    public @Nullable FeatureState features() {
        return features;
    }

    List<Coverage> covers() {
        return covers;
    }

    public long count() {
        return count;
    }

    long additions() {
        return additions;
    }

    long epoch() {
        return epoch;
    }

    long updatedMs() {
        return updatedMs;
    }

    /**
     * Adds a delta in the owner's current epoch. A vector that gets too long is cut: learners cut theirs too, and the sum of
     * what each took away from a row that all found too long would be longer than the row.
     *
     * @return false if a value of the sum would not be finite: then none is added, but the delta counts as added, so that its
     *     learner stops waiting for it
     */
    public boolean add(RowDelta delta, RowLayout layout, long currentEpoch) {
        enter(currentEpoch);
        boolean finite = staysFinite(delta);
        for (int part = 0; finite && part < RowLayout.PARTS; part++) {
            addPart(part, delta.parts()[part], layout);
        }
        signals = signals.plus(delta.signals(), layout.neighbours());
        if (delta.features() != null && layout.kind(rowId) == RowKind.FEATURES) {
            features = layout.features().plus(features, delta.features());
        }
        count += delta.count();
        additions++;
        updatedMs = Math.max(updatedMs, delta.eventTimeMs());
        cover(delta);
        return finite;
    }

    /** The row as everybody should see it from now on. */
    public ItemState publish(RowLayout layout, long currentEpoch) {
        enter(currentEpoch);
        return layout.toState(
                rowId, new RowVersion(epoch, additions), parts, signals, count, covers, updatedMs, features);
    }

    /** About how many bytes the published row takes, encoded. */
    public int publishedBytes() {
        int bytes = PUBLISHED_FIELDS + rowId.length() + PUBLISHED_COVERAGE * covers.size();
        for (float[] part : parts) {
            bytes += part == null ? 0 : Float.BYTES * part.length;
        }
        Neighbours neighbours = signals.neighbours();
        bytes += neighbours == null ? 0 : PUBLISHED_NEIGHBOUR * neighbours.size();
        bytes += features == null ? 0 : PUBLISHED_FEATURES_LONG * features.longs();
        return bytes + (signals.isCounted() ? 2 * Double.BYTES : 0);
    }

    public OwnedRow copy() {
        float[] @Nullable [] copies = new float[RowLayout.PARTS][];
        for (int part = 0; part < RowLayout.PARTS; part++) {
            float[] values = parts[part];
            copies[part] = values == null ? null : values.clone();
        }
        return new OwnedRow(
                rowId, copies, signals, features, new ArrayList<>(covers), count, additions, epoch, updatedMs);
    }

    /** A new epoch has new learners, whose pushes start at 1. */
    private void enter(long currentEpoch) {
        if (currentEpoch != epoch) {
            covers.clear();
            epoch = currentEpoch;
        }
    }

    private boolean staysFinite(RowDelta delta) {
        for (int part = 0; part < RowLayout.PARTS; part++) {
            float[] added = delta.parts()[part];
            if (added != null && !staysFinite(fitting(part, added), added)) {
                return false;
            }
        }
        return true;
    }

    private static boolean staysFinite(float[] values, float[] added) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i] + added[i])) {
                return false;
            }
        }
        return true;
    }

    private void addPart(int part, float @Nullable [] added, RowLayout layout) {
        if (added == null) {
            return;
        }
        float[] values = fitting(part, added);
        for (int i = 0; i < values.length; i++) {
            values[i] += added[i];
        }
        layout.cap(part, values);
    }

    private float[] fitting(int part, float[] added) {
        float[] values = parts[part];
        if (values == null || values.length != added.length) {
            throw new IllegalArgumentException("row '" + rowId + "' cannot take " + added.length + " values into part "
                    + part + ": all learners must have the same dimension and context length");
        }
        return values;
    }

    private void cover(RowDelta delta) {
        Coverage coverage = new Coverage(delta.learner(), delta.incarnation(), delta.push());
        for (int i = 0; i < covers.size(); i++) {
            if (covers.get(i).learner() == delta.learner()) {
                covers.set(i, coverage);
                return;
            }
        }
        covers.add(coverage);
    }
}
