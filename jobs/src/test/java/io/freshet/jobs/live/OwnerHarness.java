package io.freshet.jobs.live;

import io.freshet.features.RowDelta;
import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.serde.Types;
import io.freshet.schemas.ItemState;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** One subtask of OWNER without a cluster. Its clock stands still unless the test moves it. */
final class OwnerHarness implements AutoCloseable {
    private final OwnerOperator operator;
    private final KeyedOneInputStreamOperatorTestHarness<String, RowDelta, ItemState> harness;
    private long checkpoints;

    private OwnerHarness(
            JobConfig config,
            long clockMs,
            ListedRows earlier,
            int parallelism,
            int subtask,
            @Nullable OperatorSubtaskState restored)
            throws Exception {
        operator = new OwnerOperator(config, earlier.start(), earlier);
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                operator,
                RowDelta::rowId,
                BasicTypeInfo.STRING_TYPE_INFO,
                Subtasks.MAX_PARALLELISM,
                parallelism,
                subtask);
        harness.setup(Types.itemState().createSerializer(new SerializerConfigImpl()));
        harness.setProcessingTime(clockMs);
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
    }

    /** The only subtask, without state. */
    static OwnerHarness start(JobConfig config, long clockMs) throws Exception {
        return start(config, clockMs, ListedRows.none(), 1, 0);
    }

    /** A subtask without state that finds these rows in the topic. */
    static OwnerHarness start(JobConfig config, long clockMs, ListedRows earlier, int parallelism, int subtask)
            throws Exception {
        return new OwnerHarness(config, clockMs, earlier, parallelism, subtask, null);
    }

    /** A subtask with its share of what all subtasks of an earlier parallelism saved. */
    static OwnerHarness restore(
            JobConfig config, long clockMs, int parallelism, int subtask, OperatorSubtaskState... savedByEachSubtask)
            throws Exception {
        OperatorSubtaskState share = AbstractStreamOperatorTestHarness.repartitionOperatorState(
                AbstractStreamOperatorTestHarness.repackageState(savedByEachSubtask),
                Subtasks.MAX_PARALLELISM,
                savedByEachSubtask.length,
                parallelism,
                subtask);
        return new OwnerHarness(config, clockMs, ListedRows.none(), parallelism, subtask, share);
    }

    /** The row that the owner publishes for a delta, at its next tick. */
    ItemState send(RowDelta delta) throws Exception {
        add(delta);
        waitMs(PublishQueue.TICK_MS);
        List<ItemState> rows = rows();
        return rows.get(rows.size() - 1);
    }

    /** The same without the tick. */
    void add(RowDelta delta) throws Exception {
        harness.processElement(new StreamRecord<>(delta));
    }

    void waitMs(long ms) throws Exception {
        harness.setProcessingTime(harness.getProcessingTime() + ms);
    }

    void finish() throws Exception {
        operator.finish();
    }

    OperatorSubtaskState checkpoint() throws Exception {
        checkpoints++;
        harness.prepareSnapshotPreBarrier(checkpoints);
        return harness.snapshot(checkpoints, harness.getProcessingTime());
    }

    /** The rows published since the last call. */
    List<ItemState> rows() {
        List<ItemState> rows = List.copyOf(harness.extractOutputValues());
        harness.getOutput().clear();
        return rows;
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
