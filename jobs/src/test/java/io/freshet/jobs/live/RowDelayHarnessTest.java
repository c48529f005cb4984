package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.kafka.Broadcast;
import io.freshet.jobs.kafka.PublishedRows;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

final class RowDelayHarnessTest {

    @Test
    void rowsWaitAsLongAsAskedAndGoOnInTheOrderOfTheirArrival() throws Exception {
        try (var harness = harness()) {
            harness.open();
            send(harness, 0, 1);
            send(harness, 40, 2);
            send(harness, 99, 3);
            assertThat(passedOn(harness)).isEmpty();
            harness.setProcessingTime(100);
            assertThat(passedOn(harness)).containsExactly(1);
            harness.setProcessingTime(140);
            assertThat(passedOn(harness)).containsExactly(1, 2);
            send(harness, 198, 4);
            harness.setProcessingTime(199);
            assertThat(passedOn(harness)).containsExactly(1, 2, 3);
            harness.setProcessingTime(298);
            assertThat(passedOn(harness)).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void rowsHeldAtACheckpointGoOnAfterARestore() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness()) {
            harness.open();
            send(harness, 0, 1);
            send(harness, 50, 2);
            state = harness.snapshot(1, 60);
            assertThat(passedOn(harness)).as("a barrier pushes nothing out").isEmpty();
        }
        try (var harness = harness()) {
            harness.setProcessingTime(70);
            harness.initializeState(state);
            harness.open();
            harness.setProcessingTime(71);
            assertThat(passedOn(harness)).containsExactly(1, 2);
        }
    }

    @Test
    void theEndOfTheInputPassesEverythingOn() throws Exception {
        try (var harness = harness()) {
            harness.open();
            send(harness, 0, 1);
            harness.getOperator().finish();
            assertThat(passedOn(harness)).containsExactly(1);
        }
    }

    private static OneInputStreamOperatorTestHarness<Broadcast, Broadcast> harness() throws Exception {
        return new OneInputStreamOperatorTestHarness<>(new RowDelay(Duration.ofMillis(100)));
    }

    private static void send(OneInputStreamOperatorTestHarness<Broadcast, Broadcast> harness, long atMs, int row)
            throws Exception {
        harness.setProcessingTime(atMs);
        harness.processElement(new PublishedRows(List.of(new byte[] {(byte) row}), atMs), atMs);
    }

    private static List<Integer> passedOn(OneInputStreamOperatorTestHarness<Broadcast, Broadcast> harness) {
        return harness.extractOutputValues().stream()
                .flatMap(rows -> ((PublishedRows) rows).rows().stream())
                .map(row -> (int) row[0])
                .toList();
    }
}
