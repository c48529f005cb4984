package io.freshet.features;

import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.StableHash;
import io.freshet.features.declared.EntityPlan;
import io.freshet.features.declared.FeatureEvent;
import io.freshet.features.declared.FeatureState;
import io.freshet.features.declared.FlatFeatures;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.RowVersion;
import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A replica's declared features of items as rows of their own: the owner's state plus every own event that it does not include
 * yet. They go by the key of the item, which need not have a row of vectors, so that what is counted of an item that nobody
 * wanted brings it into no list. One thread. Cost of an event, and of a row that is taken in: O(features).
 *
 * <p>States add up exactly, so a learner that is alone holds what it would without others. They are pushed with the next push,
 * and forgotten once they read as if there had been nothing, or their item expired; then the owner is told, and decides.
 */
final class FeatureRows {
    private final RowLayout layout;
    private final EntityPlan plan;
    private final ItemIndex index;
    private final ItemAges ages;
    private final int learner;
    private final long incarnation;
    private final ItemFeatures features;
    private final Long2ObjectLinkedOpenHashMap<FeatureRow> rows = new Long2ObjectLinkedOpenHashMap<>();
    private final List<FeatureRow> changed = new ArrayList<>();

    /** Of rows that are gone here: what is to be pushed before anything else. */
    private final List<RowDelta> farewells = new ArrayList<>();

    private long pushes;
    private long newestWithNews;
    private long newestCovered;
    private int inFlight;

    /**
     * @param index of the items with rows
     * @param ages of the same
     */
    FeatureRows(RowLayout layout, ItemIndex index, ItemAges ages, int learner, long incarnation) {
        this.layout = layout;
        this.plan = layout.features();
        this.index = index;
        this.ages = ages;
        this.learner = learner;
        this.incarnation = incarnation;
        this.features = new ItemFeatures(plan, new Tracker());
    }

    /** The states, which tell their changes themselves. */
    ItemFeatures features() {
        return features;
    }

    boolean isEmpty() {
        return plan.isEmpty();
    }

    /** Whether the owner has published a row with the news of the last push that had any; true before the first. */
    boolean isHeard() {
        return newestCovered >= newestWithNews || inFlight == 0;
    }

    /** Changes that no published row covers yet. */
    int unacknowledged() {
        return changed.size() + inFlight;
    }

    /** Hands over all changes as part of this push. */
    void push(long push, long eventTimeMs, Consumer<RowDelta> to) {
        pushes = push;
        farewells.forEach(to);
        farewells.clear();
        for (FeatureRow row : changed) {
            RowDelta delta = delta(row, push, eventTimeMs);
            if (delta != null) {
                row.push(delta);
                inFlight++;
                newestWithNews = push;
                to.accept(delta);
            }
        }
        changed.clear();
    }

    /** Shows what has not been pushed; nothing changes. */
    void unpushed(long eventTimeMs, Consumer<RowDelta> to) {
        farewells.forEach(to);
        for (FeatureRow row : changed) {
            RowDelta delta = delta(row, pushes, eventTimeMs);
            if (delta != null) {
                to.accept(delta);
            }
        }
    }

    private @Nullable RowDelta delta(FeatureRow row, long push, long eventTimeMs) {
        return row.change() == null
                ? null
                : RowDelta.features(
                        layout.featuresRow(row.itemId()),
                        learner,
                        incarnation,
                        push,
                        row.change(),
                        ages.isOn() ? touchedMs(row) : eventTimeMs);
    }

    /** When an event of the item counted last here, or somebody wanted it. */
    private long touchedMs(FeatureRow row) {
        int known = index.row(row.key());
        long countedMs = row.change() == null ? ItemAges.UNKNOWN : row.change().newestMs();
        return known == ItemIndex.UNKNOWN ? countedMs : Math.max(countedMs, ages.of(known));
    }

    /** Waits for a delta of this learner's that another one did not come to push, if there is something of its item here. */
    void inherit(RowDelta own) {
        FeatureRow row = rows.get(keyOf(own.rowId()));
        if (row != null) {
            row.wait(own);
            inFlight++;
            newestWithNews = own.push();
        }
    }

    /**
     * Takes in a row that the owner published.
     *
     * @return false if it is not newer than what is here, or the item is gone here
     * @throws IllegalArgumentException if it holds no state of these features
     */
    boolean apply(ItemState published) {
        FeatureState state = stateOf(published);
        String itemId = RowLayout.itemOf(published.rowId());
        long key = StableHash.of(itemId);
        FeatureRow row = rows.get(key);
        if (row != null && !row.itemId().equals(itemId) || isGone(published, state, row)) {
            return false;
        }
        FeatureRow known = row == null ? begin(key, itemId) : row;
        RowVersion before = known.version();
        if (before != null && before.compareTo(published.version()) >= 0) {
            return false;
        }
        newestCovered = Math.max(newestCovered, InFlight.lastPush(published.covers(), learner, incarnation));
        int acknowledged = known.acknowledge(published.covers(), learner, incarnation);
        inFlight -= acknowledged;
        if (!RowVersions.isOwnNews(before, published.version(), acknowledged)) {
            FeatureState sum = known.withOwn(state, plan);
            if (sum == null) {
                features.table().remove(key);
            } else {
                features.table().put(key, sum);
            }
        }
        known.version(published.version());
        return true;
    }

    private @Nullable FeatureState stateOf(ItemState published) {
        long[] flat = published.features();
        FeatureState state = flat == null ? null : FlatFeatures.state(flat);
        if (state != null && !plan.fits(state)) {
            throw new IllegalArgumentException("row '" + published.rowId().replace('\0', '$')
                    + "' has other features than its name says, which no program wrote: the data is damaged");
        }
        return state;
    }

    /**
     * Whether a published row is of an item that is gone here: from before that, or the owner does not know it yet and is told once
     * more. What has begun anew since has no version yet.
     */
    private boolean isGone(ItemState published, @Nullable FeatureState state, @Nullable FeatureRow row) {
        if (row != null && row.version() != null || !isOver(published, state)) {
            return false;
        }
        if (row == null) {
            farewells.add(removal(published.rowId()));
        }
        return true;
    }

    /** Whoever has let it go here may be wanted again by now, so only times count. */
    private boolean isOver(ItemState published, @Nullable FeatureState state) {
        return state == null || plan.isOver(state, features.table().newestMs()) || ages.isGone(published.updatedMs());
    }

    /** Takes in that the owner has removed a row: what is here stays until it is over here too, or somebody has news. */
    void removed(String rowId) {
        FeatureRow row = rows.get(keyOf(rowId));
        if (row != null && row.version() != null) {
            inFlight -= row.waitNoMore();
            row.version(RowVersions.REMOVED);
        }
    }

    /** Takes back a row that was published here but that no event has used yet. */
    void takeBack(String rowId) {
        long key = keyOf(rowId);
        rows.remove(key);
        features.table().remove(key);
    }

    /** Visits all rows in the order of first sight. */
    void forEachRow(Consumer<RowCopy> visitor) {
        rows.forEach((key, row) -> {
            FeatureState state = features.table().state(key);
            if (state != null) {
                visitor.accept(RowCopy.ofFeatures(layout.featuresRow(row.itemId()), row.version(), state));
            }
        });
    }

    /** Puts back a row that was visited. */
    void restore(RowCopy copy) {
        FeatureState state = copy.features();
        String itemId = RowLayout.itemOf(copy.rowId());
        if (state != null && plan.fits(state)) {
            long key = StableHash.of(itemId);
            begin(key, itemId).version(copy.version());
            features.table().put(key, state);
        }
    }

    private FeatureRow begin(long key, String itemId) {
        FeatureRow row = new FeatureRow(key, itemId);
        rows.put(key, row);
        return row;
    }

    private static long keyOf(String rowId) {
        return StableHash.of(RowLayout.itemOf(rowId));
    }

    /** At the newest time that this learner knows of. */
    private RowDelta removal(String rowId) {
        long nowMs = Math.max(features.table().newestMs(), ages.stepMs());
        return RowDelta.removal(rowId, learner, incarnation, pushes + 1, nowMs);
    }

    /** Of the learner's changes. */
    private final class Tracker implements ItemFeatures.Listener {
        @Override
        public void beforeCount(String itemId, @Nullable FeatureState state, FeatureEvent event) {
            FeatureRow known = rows.get(event.item());
            FeatureRow row = known == null ? begin(event.item(), itemId) : known;
            if (row.change() == null) {
                changed.add(row);
            }
            row.note(plan, state, event);
        }

        @Override
        public void gone(long key) {
            FeatureRow row = rows.remove(key);
            if (row == null) {
                return;
            }
            RowDelta last = delta(row, pushes + 1, features.table().newestMs());
            if (last != null) {
                farewells.add(last);
                changed.remove(row);
            }
            if (last != null || row.isShared()) {
                farewells.add(removal(layout.featuresRow(row.itemId())));
            }
            inFlight -= row.waitNoMore();
        }
    }
}
