package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.freshet.jobs.config.JobConfig;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.ItemState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How jobs begin without restored state, on a broker that has seen others. */
class StartITCase {
    @TempDir
    Path directory;

    @Test
    void rowsOfAnEarlierJobAreRefusedGoneOnFromOrDeleted() throws Exception {
        List<Interaction> stream = SmallStream.of(31, 1500);
        try (LiveJob job = LiveJob.start(directory, 1, 2, config -> config)) {
            assertThat(job.noted(StartMode.EMPTY).isRefused()).isFalse();
            job.publish(stream.subList(0, 1000));
            awaitCounts(job, stream.subList(0, 1000));
            LiveTopics.await("the job's offsets").until(() -> job.topics().committed(), read -> read == 1000);
            job.cancel();
            assertThat(job.noted(StartMode.EMPTY).isRefused()).isTrue();

            job.submitWithoutState(2, StartMode.TOPIC);
            job.publish(stream.subList(1000, 1500));
            awaitCounts(job, stream);
            job.cancel();
            Map<String, ItemState> before = job.topics().itemRows();

            job.submitWithoutState(2, StartMode.FRESH);
            awaitCounts(job, stream);
            Map<String, ItemState> after = job.topics().itemRows();

            assertThat(tombstones(job)).isEqualTo(before.keySet());
            assertThat(after).allSatisfy((rowId, row) -> assertThat(
                            row.version().epoch())
                    .isGreaterThan(
                            Objects.requireNonNull(before.get(rowId)).version().epoch()));
        }
    }

    @Test
    void partitionsMayBeFewerOrMoreThanSubtasksAndIdleOnesHoldNothingBack() throws Exception {
        List<Interaction> first = SmallStream.of(32, 300);
        List<Interaction> ofOneUser = hourly(first.get(299).eventTimeMs(), 200);
        try (LiveJob job = LiveJob.start(directory, 2, 1, config -> config.alignment(Duration.ofMinutes(10)))) {
            job.publish(first);
            awaitEvaluations(job, first.size());

            job.topics().repartition(5);
            job.publish(ofOneUser);

            awaitEvaluations(job, first.size() + ofOneUser.size());
        }
    }

    @Test
    void transactionsThatTheBrokerWouldRefuseAreRefusedAtStart() throws Exception {
        try (LiveTopics topics = LiveTopics.start(directory.resolve("broker"), 1)) {
            JobConfig.Builder exactlyOnce =
                    JobConfig.builder(topics.bootstrapServers()).guarantee(DeliveryGuarantee.EXACTLY_ONCE);
            JobConfig tooLong =
                    exactlyOnce.transactionTimeout(Duration.ofHours(1)).build();
            try (StartCheck check = new StartCheck(tooLong)) {
                assertThatIllegalStateException()
                        .isThrownBy(check::requireTransactions)
                        .withMessageContaining("3600000 ms, but the broker's transaction.max.timeout.ms is 900000");
            }
            JobConfig right =
                    exactlyOnce.transactionTimeout(Duration.ofMinutes(15)).build();
            try (StartCheck check = new StartCheck(right)) {
                check.requireTransactions();
            }
        }
    }

    private static void awaitCounts(LiveJob job, List<Interaction> stream) {
        Map<String, Long> counts =
                stream.stream().collect(Collectors.groupingBy(Interaction::itemId, Collectors.counting()));
        LiveTopics.await("counts of the rows").until(() -> job.topics().itemCounts(), found -> found.equals(counts));
    }

    private static void awaitEvaluations(LiveJob job, int distinct) {
        Set<String> seen = new HashSet<>();
        job.read(job.topics().names().evaluations(), Codec.evaluation(), records -> {
            seen.add(records.get(records.size() - 1).eventId());
            return seen.size() == distinct;
        });
    }

    private static Set<String> tombstones(LiveJob job) {
        return job.topics().readAllRaw(job.topics().names().itemState()).stream()
                .filter(record -> record.value() == null)
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
    }

    /** All in one partition, and each much later than what an aligned source lets a partition run ahead. */
    private static List<Interaction> hourly(long fromMs, int events) {
        return IntStream.range(0, events)
                .mapToObj(n -> Interaction.of(
                        "hourly" + n,
                        "one user",
                        "item" + n,
                        1f,
                        fromMs + Duration.ofHours(n).toMillis()))
                .toList();
    }
}
