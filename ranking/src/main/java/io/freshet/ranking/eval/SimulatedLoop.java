package io.freshet.ranking.eval;

import io.freshet.features.ItemExpiry;
import io.freshet.features.ItemReplica;
import io.freshet.features.LoopConfig;
import io.freshet.features.OwnedRow;
import io.freshet.features.RowDelta;
import io.freshet.features.RowLayout;
import io.freshet.features.RowRemovals;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.schemas.Codec;
import io.freshet.schemas.ItemState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The live job's loop without Flink: replicas push, the owner adds and publishes, the replicas take in what it
 * published, after a delay.
 *
 * <p>What several learners add to a row in one sync reaches the replicas as the row's newest publication, since that
 * replaces the others. One thread. Cost of a sync: one publication a delta, and one row taken in for each replica and
 * changed row. Memory: the owner's rows, and the rows that are under way.
 */
final class SimulatedLoop {
    private static final long EPOCH = 1;
    private static final long INCARNATION = 1;

    /** No row's id begins so. */
    private static final String REMOVED = "\0removed:";

    private final LoopSchedule schedule;
    private final RowLayout layout;
    private final ItemExpiry expiry;
    private final RowRemovals removals;
    private final Codec<ItemState> codec = Codec.itemState();
    private final List<ItemReplica> replicas = new ArrayList<>();
    private final Map<String, OwnedRow> owned = new HashMap<>();
    private final ArrayDeque<Publications> underWay = new ArrayDeque<>();
    private long events;
    private long eventClock;
    private long rowsPublished;
    private long bytesPublished;

    SimulatedLoop(RecommenderConfig config, LoopConfig loop, LoopSchedule schedule) {
        this.schedule = schedule;
        this.layout = config.rowLayout();
        this.expiry = config.items().expiry();
        this.removals = new RowRemovals(layout, expiry);
        for (int number = 0; number < schedule.learners(); number++) {
            replicas.add(new ItemReplica(config.learner(), config.rankerLayout(), loop, expiry, number, INCARNATION));
        }
    }

    ItemReplica replica(int learner) {
        return replicas.get(learner);
    }

    /** Tells that some learner has learned from one more event. */
    void learned(long eventTimeMs) {
        events++;
        eventClock = Math.max(eventClock, eventTimeMs);
        if (events % schedule.sync() == 0) {
            push(false);
        }
        deliver(events);
    }

    /** As when the job ends: all that was learned is pushed and reaches every replica. */
    void finish() {
        push(true);
        deliver(Long.MAX_VALUE);
    }

    /** Rows that the owner holds. */
    int ownedRows() {
        return owned.size();
    }

    /** The owner's event count of an item. */
    long ownedCount(String itemId) {
        OwnedRow row = owned.get(itemId);
        return row == null ? 0 : row.count();
    }

    LoopStatistics statistics() {
        int unacknowledged = 0;
        for (ItemReplica replica : replicas) {
            unacknowledged += replica.unacknowledged();
        }
        return new LoopStatistics(events, rowsPublished, bytesPublished, unacknowledged);
    }

    private void push(boolean everything) {
        Map<String, ItemState> newest = new LinkedHashMap<>();
        for (ItemReplica replica : replicas) {
            replica.push(everything, eventClock, delta -> add(delta, newest));
        }
        underWay.add(new Publications(events + schedule.delay(), newest.values()));
    }

    private void add(RowDelta delta, Map<String, ItemState> newest) {
        String rowId = delta.rowId();
        OwnedRow row = owned.get(rowId);
        if (delta.removal()) {
            remove(row, delta, newest);
        } else if (row != null || !expiry.isStray(delta, eventClock)) {
            OwnedRow added = row == null ? OwnedRow.start(delta, layout) : row;
            owned.put(rowId, added);
            added.add(delta, layout, EPOCH);
            newest.put(rowId, publish(added));
        }
    }

    /** What is published of the row later in the same sync comes after its removal. */
    private void remove(@Nullable OwnedRow row, RowDelta removal, Map<String, ItemState> newest) {
        String rowId = removal.rowId();
        if (row != null && removals.removes(row, removal)) {
            owned.remove(rowId);
            newest.remove(rowId);
            newest.put(REMOVED + rowId, ItemState.removed(rowId));
        } else if (row != null) {
            newest.put(rowId, publish(row));
        }
    }

    private ItemState publish(OwnedRow row) {
        ItemState published = row.publish(layout, EPOCH);
        rowsPublished++;
        bytesPublished += codec.encode(published).length;
        return published;
    }

    private void deliver(long now) {
        while (!underWay.isEmpty() && underWay.getFirst().dueAtEvent() <= now) {
            Collection<ItemState> rows = underWay.removeFirst().rows();
            for (ItemReplica replica : replicas) {
                rows.forEach(replica::apply);
            }
        }
    }

    /** Rows on their way to the replicas. */
    private record Publications(long dueAtEvent, Collection<ItemState> rows) {}
}
