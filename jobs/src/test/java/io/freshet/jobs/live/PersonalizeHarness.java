package io.freshet.jobs.live;

import io.freshet.features.RowDelta;
import io.freshet.features.UserState;
import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.kafka.Broadcast;
import io.freshet.jobs.kafka.CatalogueChange;
import io.freshet.jobs.kafka.CatalogueChanges;
import io.freshet.jobs.kafka.DeadLetter;
import io.freshet.jobs.kafka.Inbound;
import io.freshet.jobs.kafka.PublishedRows;
import io.freshet.jobs.kafka.RulesChange;
import io.freshet.jobs.serde.Types;
import io.freshet.ranking.pipeline.ListFeedback;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Impression;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.Recommendations;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** One subtask of PERSONALIZE without a cluster. Its clock stands still unless the test moves it. */
final class PersonalizeHarness implements AutoCloseable {
    private static final long START_MS = 1_000_000;
    private static final EarlierRecords<CatalogueChange> NO_CATALOGUE = changes -> {};
    private static final EarlierRecords<RulesChange> NO_RULES = changes -> {};

    private final JobConfig config;
    private final PersonalizeOperator operator;
    private final KeyedTwoInputStreamOperatorTestHarness<String, Inbound.OfUser, Broadcast, RowDelta> harness;
    private long checkpoints;

    private PersonalizeHarness(
            JobConfig config,
            ListedRows earlier,
            EarlierRecords<CatalogueChange> catalogue,
            EarlierRecords<RulesChange> rules,
            int parallelism,
            int subtask,
            @Nullable OperatorSubtaskState restored)
            throws Exception {
        this.config = config;
        operator = new PersonalizeOperator(config, earlier.start().mode(), earlier, catalogue, rules);
        harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                operator,
                Inbound.OfUser::userId,
                null, // input 2 is broadcast
                BasicTypeInfo.STRING_TYPE_INFO,
                Subtasks.MAX_PARALLELISM,
                parallelism,
                subtask);
        harness.setup(Types.rowDelta().createSerializer(new SerializerConfigImpl()));
        harness.setProcessingTime(START_MS);
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
    }

    /** The only subtask, without state. */
    static PersonalizeHarness start(JobConfig config) throws Exception {
        return start(config, 1, 0);
    }

    static PersonalizeHarness start(JobConfig config, int parallelism, int subtask) throws Exception {
        return new PersonalizeHarness(config, ListedRows.none(), NO_CATALOGUE, NO_RULES, parallelism, subtask, null);
    }

    /** The only subtask, without state, which finds these rows in the topic. */
    static PersonalizeHarness start(JobConfig config, ListedRows earlier) throws Exception {
        return new PersonalizeHarness(config, earlier, NO_CATALOGUE, NO_RULES, 1, 0, null);
    }

    /** The only subtask, which finds these changes in the catalogue's topic if it reads that. */
    static PersonalizeHarness start(
            JobConfig config, EarlierRecords<CatalogueChange> catalogue, @Nullable OperatorSubtaskState restored)
            throws Exception {
        return new PersonalizeHarness(config, ListedRows.none(), catalogue, NO_RULES, 1, 0, restored);
    }

    /** The only subtask, which finds these rules in the control topic if it reads that. */
    static PersonalizeHarness startWithRules(
            JobConfig config, EarlierRecords<RulesChange> rules, @Nullable OperatorSubtaskState restored)
            throws Exception {
        return new PersonalizeHarness(config, ListedRows.none(), NO_CATALOGUE, rules, 1, 0, restored);
    }

    /** A subtask with its share of what all subtasks of an earlier parallelism saved. */
    static PersonalizeHarness restore(
            JobConfig config, int parallelism, int subtask, OperatorSubtaskState... savedByEachSubtask)
            throws Exception {
        OperatorSubtaskState share = AbstractStreamOperatorTestHarness.repartitionOperatorState(
                AbstractStreamOperatorTestHarness.repackageState(savedByEachSubtask),
                Subtasks.MAX_PARALLELISM,
                savedByEachSubtask.length,
                parallelism,
                subtask);
        return new PersonalizeHarness(config, ListedRows.none(), NO_CATALOGUE, NO_RULES, parallelism, subtask, share);
    }

    Evaluation send(Interaction event) throws Exception {
        harness.processElement1(new StreamRecord<>(new Inbound.Event(event)));
        List<Evaluation> evaluations = drain(PersonalizeOperator.EVALUATIONS);
        if (evaluations.size() != 1) {
            throw new AssertionError("one event gave " + evaluations);
        }
        return evaluations.get(0);
    }

    /** Lists that were pushed before and not looked at are lost. */
    Recommendations ask(RecommendationRequest request) throws Exception {
        lists();
        harness.processElement1(new StreamRecord<>(new Inbound.Request(request)));
        List<Recommendations> answers = lists();
        if (answers.size() != 1) {
            throw new AssertionError("one request gave " + answers.size() + " lists");
        }
        return answers.get(0);
    }

    void sendAll(List<Interaction> events) throws Exception {
        for (Interaction event : events) {
            send(event);
        }
    }

    /** For an event of which no evaluation is expected. */
    void sendRefused(Interaction event) throws Exception {
        harness.processElement1(new StreamRecord<>(new Inbound.Event(event)));
    }

    void show(Impression impression) throws Exception {
        harness.processElement1(new StreamRecord<>(new Inbound.Shown(impression)));
    }

    /** What is counted of lists that were shown. */
    ListFeedback feedback() {
        return operator.feedback().orElseThrow();
    }

    void send(ItemState row) throws Exception {
        List<byte[]> rows = List.of(Codec.itemState().encode(row));
        harness.processElement2(new StreamRecord<>(new PublishedRows(rows, harness.getProcessingTime())));
    }

    void send(CatalogueChange... changes) throws Exception {
        harness.processElement2(new StreamRecord<>(new CatalogueChanges(List.of(changes))));
    }

    void send(RulesChange change) throws Exception {
        harness.processElement2(new StreamRecord<>(change));
    }

    /** Moves the clock by one push interval. */
    void tick() throws Exception {
        waitMs(config.pushInterval().toMillis());
    }

    void waitMs(long ms) throws Exception {
        harness.setProcessingTime(harness.getProcessingTime() + ms);
    }

    void finish() throws Exception {
        operator.finish();
    }

    /** Watermarks as sources without an end send them when a job is drained. */
    void endOfInput() throws Exception {
        harness.processWatermark1(Watermark.MAX_WATERMARK);
        harness.processWatermark2(Watermark.MAX_WATERMARK);
    }

    /** As the task does it: what the operator emits before the barrier comes first. */
    OperatorSubtaskState checkpoint() throws Exception {
        checkpoints++;
        harness.prepareSnapshotPreBarrier(checkpoints);
        return harness.snapshot(checkpoints, harness.getProcessingTime());
    }

    /** The deltas since the last call. */
    List<RowDelta> deltas() {
        List<RowDelta> deltas = List.copyOf(harness.extractOutputValues());
        harness.getOutput().clear();
        return deltas;
    }

    /** The lists since the last call. */
    List<Recommendations> lists() {
        return drain(PersonalizeOperator.RECOMMENDATIONS);
    }

    Recommendations newestList() {
        List<Recommendations> lists = lists();
        return lists.get(lists.size() - 1);
    }

    List<DeadLetter> deadLetters() {
        return drain(RejectedToDeadLetters.DEAD_LETTERS);
    }

    UserState user(String userId) throws Exception {
        KeyedStateBackend<String> backend = operator.getKeyedStateBackend();
        backend.setCurrentKey(userId);
        return backend.getPartitionedState(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        new ValueStateDescriptor<>("user", Types.userState()))
                .value();
    }

    /** How many users have state. */
    long users() {
        try (Stream<?> keys = operator.getKeyedStateBackend().getKeys("user", VoidNamespace.INSTANCE)) {
            return keys.count();
        }
    }

    private <T> List<T> drain(OutputTag<T> tag) {
        Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
        List<T> values = new ArrayList<>();
        if (records != null) {
            records.forEach(record -> values.add(record.getValue()));
            records.clear();
        }
        return values;
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
