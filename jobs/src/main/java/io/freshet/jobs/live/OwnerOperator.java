package io.freshet.jobs.live;

import io.freshet.features.ItemExpiry;
import io.freshet.features.OwnedRow;
import io.freshet.features.RowDelta;
import io.freshet.features.RowLayout;
import io.freshet.features.RowRemovals;
import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.serde.Types;
import io.freshet.schemas.ItemState;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OWNER: keyed by row, holds the authoritative rows, adds the learners' deltas and publishes each row that changed, as
 * {@link PublishQueue} allows.
 *
 * <p>After a restore it publishes all its rows once, paced, under a higher epoch: so what a failed attempt published
 * past its last checkpoint is replaced; so a checkpoint need not hold which rows wait. Without restored state it takes up the {@link FirstRows}. State: by row the {@link OwnedRow}; the epoch. Mailbox thread only.
 */
final class OwnerOperator extends AbstractStreamOperator<ItemState>
        implements OneInputStreamOperator<RowDelta, ItemState> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(OwnerOperator.class);
    private static final String ROW = "row";

    /** About what a tombstone takes. */
    private static final int REMOVAL_BYTES = 80;

    private final JobConfig config;
    private final Start start;
    private final EarlierRows earlierRows;
    private transient boolean restored;
    private transient RowLayout layout;
    private transient ValueState<OwnedRow> rows;
    private transient ListState<Long> savedEpoch;
    private transient PublishQueue queue;
    private transient boolean ticking;
    private transient Counter published;
    private transient Counter publishedBytes;
    private transient long epoch;
    private transient long refused;
    private transient ItemExpiry expiry;
    private transient RowRemovals removals;
    private transient Counter removed;

    /** The newest event time of all deltas. */
    private transient long clockMs;

    /** Changes of rows that were removed before they came. */
    private transient long strays;

    @SuppressWarnings("NullAway.Init")
    OwnerOperator(JobConfig config, Start start, EarlierRows earlierRows) {
        this.config = config;
        this.start = start;
        this.earlierRows = earlierRows;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        restored = context.isRestored();
        if (!restored && start.isRefused()) {
            String refusal = start.refusal(config.topics().itemState());
            throw new SuppressRestartsException(new IllegalStateException(refusal));
        }
        layout = config.recommender().rowLayout();
        expiry = config.recommender().items().expiry();
        removals = new RowRemovals(layout, expiry);
        clockMs = Long.MIN_VALUE;
        rows = context.getKeyedStateStore().getState(new ValueStateDescriptor<>(ROW, Types.ownedRow()));
        savedEpoch = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("epoch", BasicTypeInfo.LONG_TYPE_INFO));
        epoch = nowMs();
        for (long saved : savedEpoch.get()) {
            epoch = Math.max(epoch, saved + 1);
        }
        int owners = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        queue = new PublishQueue((double) config.loopBytesPerSecond() / owners, nowMs());
    }

    @Override
    public void open() throws Exception {
        super.open();
        if (!restored) {
            takeUpEarlierRows();
        }
        try (Stream<Object> keys = getKeyedStateBackend().getKeys(ROW, VoidNamespace.INSTANCE)) {
            keys.forEach(key -> queue.addAgain((String) key));
        }
        registerMetrics(getMetricGroup());
        scheduleTick();
    }

    @Override
    public void processElement(StreamRecord<RowDelta> element) throws Exception {
        RowDelta delta = element.getValue();
        clockMs = Math.max(clockMs, delta.eventTimeMs());
        OwnedRow row = rows.value();
        if (delta.removal()) {
            remove(row, delta);
            return;
        }
        if (row == null && expiry.isStray(delta, clockMs)) {
            strays++;
            return;
        }
        if (row == null) {
            row = OwnedRow.start(delta, layout);
        }
        if (!row.add(delta, layout, epoch)) {
            refused++;
            LOG.warn("Left out a change of '{}' by learner {}: a value is not finite", delta.rowId(), delta.learner());
        }
        rows.update(row);
        queue.add(row.rowId());
        scheduleTick();
    }

    /**
     * At once, so that what is published of the item from now on comes after it. A learner that did not know of somebody's touch gets
     * the row again.
     */
    private void remove(@Nullable OwnedRow row, RowDelta removal) {
        if (row == null) {
            return;
        }
        if (removals.removes(row, removal)) {
            drop(row.rowId());
        } else {
            queue.add(row.rowId());
            scheduleTick();
        }
    }

    private void drop(String rowId) {
        rows.clear();
        removed.inc();
        output.collect(new StreamRecord<>(ItemState.removed(rowId)));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        savedEpoch.update(List.of(epoch));
    }

    @Override
    public void finish() throws Exception {
        for (String rowId = queue.nextAtTheEnd(); rowId != null; rowId = queue.nextAtTheEnd()) {
            publish(rowId);
        }
        super.finish();
    }

    private void takeUpEarlierRows() throws Exception {
        FirstRows first = new FirstRows(start.mode(), layout, this::isOurs, new Rows());
        earlierRows.read(first);
        earlierRows.delete(first.stale());
        epoch = Math.max(epoch, first.newestEpoch() + 1);
    }

    private boolean isOurs(String rowId) {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        int owner = KeyGroupRangeAssignment.assignKeyToParallelOperator(
                rowId, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks());
        return owner == task.getIndexOfThisSubtask();
    }

    private void registerMetrics(MetricGroup metrics) {
        metrics.gauge("epoch", () -> epoch);
        metrics.gauge("rowsWaiting", () -> queue.changedRows());
        metrics.gauge("rowsToRepublish", () -> queue.rowsAgain());
        metrics.gauge("refusedDeltas", () -> refused);
        metrics.gauge("strayDeltas", () -> strays);
        removed = metrics.counter("removedRows");
        published = metrics.counter("publishedRows");
        publishedBytes = metrics.counter("publishedBytes");
    }

    /** Ticks only while rows wait. */
    private void scheduleTick() {
        if (!ticking && !queue.isEmpty()) {
            ticking = true;
            getProcessingTimeService().registerTimer(nowMs() + PublishQueue.TICK_MS, time -> tick());
        }
    }

    private void tick() throws Exception {
        ticking = false;
        queue.tick(nowMs());
        for (String rowId = queue.nextChanged(); rowId != null; rowId = queue.nextChanged()) {
            queue.spent(publish(rowId));
        }
        for (String rowId = queue.nextAgain(); rowId != null; rowId = queue.nextAgain()) {
            queue.spentAgain(publish(rowId));
        }
        scheduleTick();
    }

    private int publish(String rowId) throws Exception {
        setCurrentKey(rowId);
        OwnedRow row = rows.value();
        if (row != null && layout.isOfOtherFeatures(rowId)) {
            drop(rowId); // from before a restore with other features; nobody would ever read it again
            return REMOVAL_BYTES;
        }
        return row == null ? 0 : publish(row);
    }

    /** The state may keep the epoch of before: the next delta enters the current one in any case. */
    private int publish(OwnedRow row) {
        output.collect(new StreamRecord<>(row.publish(layout, epoch)));
        int bytes = row.publishedBytes();
        published.inc();
        publishedBytes.inc(bytes);
        return bytes;
    }

    private long nowMs() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    private final class Rows implements FirstRows.RowStore {
        @Override
        public void put(OwnedRow row) throws IOException {
            setCurrentKey(row.rowId());
            rows.update(row);
        }

        @Override
        public void remove(String rowId) {
            setCurrentKey(rowId);
            rows.clear();
        }
    }
}
