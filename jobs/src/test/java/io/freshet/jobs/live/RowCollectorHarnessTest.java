package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.kafka.Broadcast;
import io.freshet.jobs.kafka.PublishedRows;
import io.freshet.jobs.serde.Types;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowCollectorHarnessTest {
    private final OneInputStreamOperatorTestHarness<byte[], Broadcast> harness = harness();

    @BeforeEach
    void open() throws Exception {
        harness.setup(Types.broadcast().createSerializer(new SerializerConfigImpl()));
        harness.setProcessingTime(1_000);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void rowsWaitForTheTimerAndKeepTheirOrder() throws Exception {
        send(1, 2, 3);
        assertThat(batches()).isEmpty();

        harness.setProcessingTime(1_000 + RowCollector.MAX_DELAY_MS);

        assertThat(batches()).containsExactly(List.of("item1", "item2", "item3"));
    }

    @Test
    void aFullCollectionDoesNotWait() throws Exception {
        send(IntStream.range(0, RowCollector.MAX_RECORDS + 1).toArray());

        assertThat(batches()).hasSize(1);
        assertThat(batches().get(0)).hasSize(RowCollector.MAX_RECORDS);
    }

    @Test
    void everythingIsPassedOnBeforeABarrier() throws Exception {
        send(1);

        harness.prepareSnapshotPreBarrier(1);

        assertThat(batches()).containsExactly(List.of("item1"));
    }

    @Test
    void everythingIsPassedOnAtTheEnd() throws Exception {
        send(1);

        harness.getOneInputOperator().finish();

        assertThat(batches()).containsExactly(List.of("item1"));
    }

    @Test
    void whatComesLaterIsCollectedAnew() throws Exception {
        send(1);
        harness.setProcessingTime(2_000);
        send(2);
        harness.setProcessingTime(3_000);

        assertThat(batches()).containsExactly(List.of("item1"), List.of("item2"));
    }

    private void send(int... items) throws Exception {
        for (int item : items) {
            harness.processElement(new StreamRecord<>(("item" + item).getBytes(StandardCharsets.UTF_8), item));
        }
    }

    private List<List<String>> batches() {
        return harness.extractOutputValues().stream()
                .map(published -> ((PublishedRows) published)
                        .rows().stream()
                                .map(row -> new String(row, StandardCharsets.UTF_8))
                                .toList())
                .toList();
    }

    private static OneInputStreamOperatorTestHarness<byte[], Broadcast> harness() {
        try {
            return new OneInputStreamOperatorTestHarness<>(new RowCollector());
        } catch (Exception e) {
            throw new IllegalStateException("no harness", e);
        }
    }
}
