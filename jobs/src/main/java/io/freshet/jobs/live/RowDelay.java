package io.freshet.jobs.live;

import io.freshet.jobs.kafka.Broadcast;
import io.freshet.jobs.kafka.PublishedRows;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Holds published rows back on their way to the replicas, to show what a slow loop does. Not in the graph unless a delay is
 * asked for.
 *
 * <p>State: the rows that are held; after a restore they go on at once. Mailbox thread only.
 */
final class RowDelay extends AbstractStreamOperator<Broadcast> implements OneInputStreamOperator<Broadcast, Broadcast> {
    private static final long serialVersionUID = 1L;

    private final long delayMs;
    private transient ArrayDeque<Held> held;
    private transient ListState<byte[]> savedRows;

    private record Held(PublishedRows rows, long dueMs) {}

    @SuppressWarnings("NullAway.Init")
    RowDelay(Duration delay) {
        this.delayMs = delay.toMillis();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        held = new ArrayDeque<>();
        savedRows = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("rows", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        List<byte[]> rows = new ArrayList<>();
        savedRows.get().forEach(rows::add);
        if (!rows.isEmpty()) {
            held.add(new Held(new PublishedRows(rows, now()), now()));
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        if (!held.isEmpty()) {
            schedule();
        }
    }

    /** All wait equally long, so that the first is always the first to be due, and one timer is enough. */
    @Override
    public void processElement(StreamRecord<Broadcast> element) {
        held.add(new Held((PublishedRows) element.getValue(), now() + delayMs));
        if (held.size() == 1) {
            schedule();
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        List<byte[]> rows = new ArrayList<>();
        held.forEach(each -> rows.addAll(each.rows().rows()));
        savedRows.update(rows);
    }

    @Override
    public void finish() throws Exception {
        passOn(Long.MAX_VALUE);
        super.finish();
    }

    private void schedule() {
        getProcessingTimeService().registerTimer(held.element().dueMs(), time -> {
            passOn(now());
            if (!held.isEmpty()) {
                schedule();
            }
        });
    }

    private void passOn(long dueMs) {
        while (!held.isEmpty() && held.element().dueMs() <= dueMs) {
            output.collect(new StreamRecord<>(held.remove().rows()));
        }
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }
}
