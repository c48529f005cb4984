package io.freshet.jobs.live;

import io.freshet.features.OwnedRow;
import io.freshet.features.RowDelta;
import io.freshet.features.RowLayout;
import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.serde.Types;
import io.freshet.schemas.ItemState;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OWNER: keyed by row, holds the authoritative rows, adds the learners' deltas and publishes each row that changed.
 *
 * <p>After a restore it publishes all its rows once, paced, under a higher epoch: so what a failed attempt published
 * past its last checkpoint is replaced. State: by row the {@link OwnedRow}; the epoch. Mailbox thread only.
 */
final class OwnerOperator extends AbstractStreamOperator<ItemState>
        implements OneInputStreamOperator<RowDelta, ItemState> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(OwnerOperator.class);
    private static final String ROW = "row";
    private static final int ROWS_A_TICK = 500;
    private static final long TICK_MS = 20;

    private final JobConfig config;
    private transient RowLayout layout;
    private transient ValueState<OwnedRow> rows;
    private transient ListState<Long> savedEpoch;
    private transient ArrayDeque<String> toRepublish;
    private transient long epoch;
    private transient long refused;

    @SuppressWarnings("NullAway.Init")
    OwnerOperator(JobConfig config) {
        this.config = config;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        layout = new RowLayout(config.recommender().learner());
        rows = context.getKeyedStateStore().getState(new ValueStateDescriptor<>(ROW, Types.ownedRow()));
        savedEpoch = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("epoch", BasicTypeInfo.LONG_TYPE_INFO));
        epoch = getProcessingTimeService().getCurrentProcessingTime();
        for (long saved : savedEpoch.get()) {
            epoch = Math.max(epoch, saved + 1);
        }
        toRepublish = new ArrayDeque<>();
    }

    @Override
    public void open() throws Exception {
        super.open();
        try (Stream<Object> keys = getKeyedStateBackend().getKeys(ROW, VoidNamespace.INSTANCE)) {
            keys.forEach(key -> toRepublish.add((String) key));
        }
        getMetricGroup().gauge("epoch", () -> epoch);
        getMetricGroup().gauge("rowsToRepublish", () -> toRepublish.size());
        getMetricGroup().gauge("refusedDeltas", () -> refused);
        if (!toRepublish.isEmpty()) {
            scheduleRepublication();
        }
    }

    @Override
    public void processElement(StreamRecord<RowDelta> element) throws Exception {
        RowDelta delta = element.getValue();
        OwnedRow row = rows.value();
        if (row == null) {
            row = OwnedRow.start(delta.rowId(), layout);
        }
        if (!row.add(delta, layout, epoch)) {
            refused++;
            LOG.warn("Left out a change of '{}' by learner {}: a value is not finite", delta.rowId(), delta.learner());
        }
        publish(row);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        savedEpoch.update(List.of(epoch));
    }

    @Override
    public void finish() throws Exception {
        republish(Integer.MAX_VALUE);
        super.finish();
    }

    private void publish(OwnedRow row) throws Exception {
        ItemState published = row.publish(layout, epoch);
        rows.update(row);
        output.collect(new StreamRecord<>(published));
    }

    private void scheduleRepublication() {
        getProcessingTimeService()
                .registerTimer(getProcessingTimeService().getCurrentProcessingTime() + TICK_MS, time -> {
                    republish(ROWS_A_TICK);
                    if (!toRepublish.isEmpty()) {
                        scheduleRepublication();
                    }
                });
    }

    private void republish(int limit) throws Exception {
        for (int n = 0; n < limit && !toRepublish.isEmpty(); n++) {
            setCurrentKey(toRepublish.remove());
            OwnedRow row = rows.value();
            if (row != null) {
                publish(row);
            }
        }
    }
}
