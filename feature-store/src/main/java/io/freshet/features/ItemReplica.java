package io.freshet.features;

import io.freshet.embedding.ChangeListener;
import io.freshet.embedding.ContentMap;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.RowVersion;
import java.util.Arrays;
import java.util.BitSet;
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
    private final @Nullable RankerState ranker;
    private final @Nullable SharedSignals signals;
    private final ContentState content;
    private final FeatureRows features;
    private final SharedRows rows;
    private final OpenChanges open;
    private final InFlight inFlight;
    private final ItemAges ages;
    private final RowVersions versions = new RowVersions();
    private final ReplicaDeltas deltas;
    private final RowReplacement replacement;
    private final ReplicaRemovals removals;
    private final SavedRows saved;
    private final ChangeListener changes = new Tracker();
    private long pushes;
    private long newestWithNews;
    private long refused;

    /**
     * Of the embedding alone.
     *
     * @param learner number of the learner, unique in the job
     * @param incarnation a number that this learner never had before, since its pushes start at 1
     */
    public ItemReplica(LearnerConfig config, LoopConfig loop, int learner, long incarnation) {
        this(config, null, loop, ItemExpiry.NEVER, learner, incarnation);
    }

    /**
     * Of the embedding and of a ranker; items are kept for ever.
     *
     * @param rankerLayout null for none
     * @param learner number of the learner, unique in the job
     * @param incarnation a number that this learner never had before, since its pushes start at 1
     */
    public ItemReplica(
            LearnerConfig config, @Nullable RankerLayout rankerLayout, LoopConfig loop, int learner, long incarnation) {
        this(config, rankerLayout, loop, ItemExpiry.NEVER, learner, incarnation);
    }

    /**
     * Of the embedding and of a ranker.
     *
     * @param rankerLayout null for none
     * @param expiry when items go that nobody touches any more
     * @param learner number of the learner, unique in the job
     * @param incarnation a number that this learner never had before, since its pushes start at 1
     */
    public ItemReplica(
            LearnerConfig config,
            @Nullable RankerLayout rankerLayout,
            LoopConfig loop,
            ItemExpiry expiry,
            int learner,
            long incarnation) {
        this.layout = new RowLayout(config, rankerLayout);
        this.learner = learner;
        this.incarnation = incarnation;
        this.model = new ItemModel(config);
        this.ages = new ItemAges(expiry);
        this.features = new FeatureRows(layout, model.index(), ages, learner, incarnation);
        this.ranker =
                rankerLayout == null ? null : new RankerState(rankerLayout, new RankerTracker(), features.features());
        this.signals = ranker == null ? null : new SharedSignals(ranker, model.index());
        this.content = new ContentState(model, new ContentTracker());
        this.rows = new SharedRows(layout, model, popularity, signals, content);
        this.open = new OpenChanges(loop.heldPushes());
        this.inFlight = new InFlight(learner, incarnation);
        this.deltas = new ReplicaDeltas(learner, incarnation, rows, versions, inFlight, model, content, ages);
        this.replacement = new RowReplacement(layout, rows, inFlight, open);
        this.removals =
                new ReplicaRemovals(layout, model, signals, features, rows, open, inFlight, ages, versions, deltas);
        this.saved = new SavedRows(rows, versions, ages, model, ranker, content);
    }

    /** When each item was touched last; whoever learns tells it. */
    public ItemAges ages() {
        return ages;
    }

    public ItemModel model() {
        return model;
    }

    public PopularityOrder popularity() {
        return popularity;
    }

    /** What the ranker learns, which tells its changes itself; null without a ranker. */
    public @Nullable RankerState ranker() {
        return ranker;
    }

    /** What is learned about content, which tells its changes itself. */
    public ContentState content() {
        return content;
    }

    /** To be told before a row changes. */
    public ChangeListener changes() {
        return changes;
    }

    /** Changes that no published row covers yet: rows changed since their last push, and rows with pushes in flight. */
    public int unacknowledged() {
        return open.size() + inFlight.rows() + features.unacknowledged();
    }

    /** Whether the owner has published a row with the news of the last push that had any; true before the first. */
    public boolean isHeard() {
        return (inFlight.newestCovered() >= newestWithNews || inFlight.rows() == 0) && features.isHeard();
    }

    /**
     * Hands over what is due: rows that were positives or context, and rows that waited long enough as negatives.
     *
     * @param everything also those that have not waited long enough
     */
    public void push(boolean everything, long eventTimeMs, Consumer<RowDelta> to) {
        pushes++;
        removals.handOver(to);
        open.close(pushes, everything, change -> {
            RowDelta delta = deltas.of(change, pushes, eventTimeMs);
            Arrays.fill(change.base, null); // one that was held first stays in the queue until its time
            inFlight.add(change.slot, delta);
            newestWithNews = pushes;
            to.accept(delta);
        });
        features.push(pushes, eventTimeMs, to);
    }

    /** Shows what has not been pushed, as it would be pushed now; nothing changes. */
    public void unpushed(long eventTimeMs, Consumer<RowDelta> to) {
        removals.unpushed(to);
        open.forEach(change -> to.accept(deltas.of(change, pushes, eventTimeMs)));
        features.unpushed(eventTimeMs, to);
    }

    /**
     * Prepares for rows whose items are about to go, because they expired: what was not pushed of them is part of
     * the next push, and so is that they are gone, so that the owner removes its rows too unless somebody else touched the items since.
     */
    public void expiring(BitSet gone) {
        removals.expiring(gone, pushes + 1);
    }

    /**
     * Makes a delta that another learner, or an earlier life of this one, did not come to push a push of this one, before anything is
     * learned here. It is one of its own, or a row that covers it would seem to cover own steps on the same row, which are pushed later.
     * If its row is here, it is waited for like an own step from now on: it stays on top of whatever the owner publishes of the row
     * until it is covered, also where the owner publishes all rows after a restore.
     *
     * @return what to push
     */
    public RowDelta inherit(RowDelta delta) {
        pushes++;
        RowDelta own = new RowDelta(
                delta.rowId(),
                learner,
                incarnation,
                pushes,
                delta.start(),
                delta.parts(),
                delta.signals(),
                delta.count(),
                delta.eventTimeMs(),
                delta.features(),
                delta.removal());
        if (own.features() != null) {
            features.inherit(own);
        } else if (!own.removal() && rows.has(own.rowId())) {
            inFlight.add(rows.slotOf(own.rowId()), own);
            newestWithNews = pushes;
        }
        return own;
    }

    /**
     * Takes in a row that the owner published, or that it has removed one.
     *
     * @return false if it is not newer than what is here, is no row of this model, or is {@link #refused}
     * @throws IllegalArgumentException if its dimension is another
     */
    public boolean apply(ItemState row) {
        if (row.isRemoved()) {
            removals.removed(row.rowId());
            return true;
        }
        if (!layout.accepts(row) || !rows.admits(row.rowId())) {
            return false;
        }
        if (layout.kind(row.rowId()) == RowKind.FEATURES) {
            return features.apply(row);
        }
        if (removals.isGone(row, pushes + 1)) {
            return false;
        }
        int slot = rows.slotOf(row.rowId());
        RowVersion known = versions.of(slot);
        if (known != null && known.compareTo(row.version()) >= 0) {
            return false;
        }
        int acknowledged = inFlight.acknowledge(slot, row.covers());
        if (!RowVersions.isOwnNews(known, row.version(), acknowledged) && !replacement.replace(slot, row)) {
            refused++;
            return false;
        }
        versions.set(slot, row.version());
        if (Slots.kind(slot) == RowKind.ITEM) {
            ages.touched(Slots.row(slot), row.updatedMs());
        }
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
        removals.takeBack(rowId);
    }

    /** Whether declared features of items are part of the rows. */
    boolean hasFeatures() {
        return !features.isEmpty();
    }

    /** Visits all rows, items in the order of first sight and before the rows of their neighbours. */
    void forEachRow(Consumer<RowCopy> visitor) {
        saved.forEachRow(visitor);
        features.forEachRow(visitor);
    }

    /** Puts back a row that was visited; rows must come in the same order. One that has no meaning here is left out. */
    void restore(RowCopy row) {
        RowKind kind = layout.kind(row.rowId());
        if (kind == RowKind.FEATURES) {
            features.restore(row);
        } else if (kind != RowKind.UNKNOWN && rows.admits(row.rowId())) {
            saved.restore(row);
        }
    }

    /** Of the learner's changes. */
    private final class Tracker implements ChangeListener {
        @Override
        public void beforeTarget(int row, boolean positive) {
            opened(Slots.ofItem(row), RowLayout.TARGET, positive);
        }

        @Override
        public void beforeSource(int row) {
            opened(Slots.ofItem(row), RowLayout.SOURCE, true);
        }

        @Override
        public void beforeWeights() {
            opened(Slots.CONTEXT_WEIGHTS, RowLayout.WEIGHTS, true);
        }

        @Override
        public void beforeSituation(int row) {
            opened(Slots.ofSituation(row), RowLayout.SOURCE, true);
        }

        private void opened(int slot, int part, boolean urgent) {
            open.open(slot, part, urgent, pushes, rows);
        }
    }

    /**
     * Of what is learned about content, and of rows without events. The map does not wait: what several learners find out apart
     * is the same, and would add up to so many times of it.
     */
    private final class ContentTracker implements ContentState.Listener {
        @Override
        public void begun() {
            for (int input = 0; input <= ContentMap.MOST_INPUTS; input++) {
                versions.set(Slots.ofInput(input), null);
            }
        }

        @Override
        public void beforeInput(int input) {
            open.open(Slots.ofInput(input), RowLayout.WEIGHTS, true, pushes, rows);
        }

        @Override
        public void appeared(int row) {
            if (signals != null) {
                signals.appeared(row);
            }
        }

        @Override
        public void disappearing(int row) {
            if (signals != null) {
                signals.forget(row);
            }
        }
    }

    /** Of the ranker's changes. Neighbours wait as long as rows that were only negatives, since a list is big. */
    private final class RankerTracker implements SignalListener {
        @Override
        public void beforeCount(int row, double slow, double fast) {
            if (signals != null) {
                signals.appeared(row);
            }
            open.change(Slots.TOTALS, true, pushes, rows);
            open.change(Slots.ofItem(row), true, pushes, rows).count(slow, fast);
        }

        @Override
        public void paired(int from, int to, float amount) {
            open.change(Slots.ofNeighbours(from), false, pushes, rows).pair(to, amount, layout.neighbours());
        }

        @Override
        public void beforeWeights() {
            open.open(Slots.RANKER_WEIGHTS, RowLayout.WEIGHTS, true, pushes, rows);
        }

        @Override
        public void beforePositions() {
            open.open(Slots.POSITION_WEIGHTS, RowLayout.WEIGHTS, true, pushes, rows);
        }
    }
}
