package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.Recommendations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The whole job at the official Kafka image; skipped where no container engine is reachable. */
class KafkaImageITCase {
    private static final String IMAGE = System.getProperty("freshet.kafka.image", "apache/kafka:4.2.2");
    private static final int PARTITIONS = 3;

    private static @Nullable KafkaContainer kafka;

    @TempDir
    Path directory;

    @BeforeAll
    static void startBroker() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            String skipped = "KafkaImageITCase is skipped, not run: no container engine is reachable; start Docker, or"
                    + " set DOCKER_HOST, and run it again";
            System.err.println(skipped);
            Assumptions.abort(skipped);
        }
        kafka = new KafkaContainer(IMAGE);
        kafka.start();
    }

    @AfterAll
    static void stopBroker() {
        if (kafka != null) {
            kafka.stop();
        }
    }

    @Test
    void exactlyOnceOverASavepointAndAnotherParallelism() throws Exception {
        List<Interaction> stream = SmallStream.of(61, 3000);
        long now = stream.get(2999).eventTimeMs();
        List<RecommendationRequest> requests = new ArrayList<>();
        for (int user = 0; user < 40; user++) {
            requests.add(Requests.of("r" + user, "user" + user, 5, now));
        }
        LiveTopics topics = LiveTopics.at(bootstrapServers(), PARTITIONS);
        try (LiveJob job =
                LiveJob.start(topics, directory, 2, config -> config.guarantee(DeliveryGuarantee.EXACTLY_ONCE))) {
            job.publish(stream.subList(0, 1500));
            requests.subList(0, 20).forEach(topics::ask);
            awaitAnswers(job, 1500 + 20);
            String savepoint = job.stopWithSavepoint();
            job.publish(stream.subList(1500, 3000));
            requests.subList(20, 40).forEach(topics::ask);
            job.submit(1, savepoint);
            awaitAnswers(job, stream.size() + requests.size());
            Awaitility.await().until(topics::itemCounts, counts -> counts.equals(counts(stream)));
            job.stopWithSavepoint();

            assertThat(job.readAll(topics.names().evaluations(), Codec.evaluation()))
                    .extracting(Evaluation::eventId)
                    .containsExactlyInAnyOrderElementsOf(
                            stream.stream().map(Interaction::eventId).toList());
            assertThat(job.readAll(topics.names().recommendations(), Codec.recommendations()))
                    .extracting(Recommendations::triggerId)
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    stream.stream().map(Interaction::eventId),
                                    requests.stream().map(RecommendationRequest::requestId))
                            .toList());
        }
    }

    private static void awaitAnswers(LiveJob job, int distinct) {
        Set<String> seen = new HashSet<>();
        job.read(job.config().topics().recommendations(), Codec.recommendations(), lists -> {
            seen.add(lists.get(lists.size() - 1).triggerId());
            return seen.size() == distinct;
        });
    }

    private static Map<String, Long> counts(List<Interaction> stream) {
        return stream.stream()
                .map(Interaction::itemId)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static String bootstrapServers() {
        if (kafka == null) {
            throw new IllegalStateException("the broker has not been started");
        }
        return kafka.getBootstrapServers();
    }
}
