package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.kafka.ControlPublisher;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Control;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.Recommendations;
import io.freshet.schemas.RecommendedItem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules, from the control topic to the lists. */
class RulesITCase {
    private static final long T = 1_600_000_000_000L;

    @TempDir
    Path directory;

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void rulesHoldWithoutARestartAndAfterASavepointAndAStartWithoutOne() throws Exception {
        try (LiveJob job = LiveJob.start(directory, 2, 2, config -> config);
                ControlPublisher control = new ControlPublisher(
                        job.topics().bootstrapServers(), job.topics().names())) {
            LiveTopics topics = job.topics();
            job.publish(List.of(event("u", "a"), event("v", "b"), event("w", "c")));
            awaitAnswer(job, List.of("a", "b", "c"));

            control.publish(rules("rules:\n  recalled:\n    items: [b]\n", 1));
            awaitAnswer(job, List.of("a", "c"));

            control.publish(rules("rules:\n  recalled:\n    item: [c]\n", 2));
            String dead = topics.names().deadLetters(topics.names().control());
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> topics.readAllRaw(dead).size() == 1);
            assertThat(message(topics.readAllRaw(dead).get(0)))
                    .isEqualTo("INVALID: rules:3: there is no key recalled.item: did you mean items?");
            assertThat(ask(job)).as("the old rules stay in force").containsExactlyInAnyOrder("a", "c");

            String savepoint = job.stopWithSavepoint();
            job.submit(1, savepoint);
            awaitAnswer(job, List.of("a", "c"));

            control.publish(rules("rules:\n  recalled:\n    prefixes: [a]\n", 3));
            awaitAnswer(job, List.of("b", "c"));
            job.cancel();
            job.submitWithoutState(2, StartMode.TOPIC);
            assertThat(ask(job)).as("from the very first answer on").containsExactlyInAnyOrder("b", "c");
        }
    }

    private static Control rules(String yaml, long epoch) {
        return new Control("rules", yaml, epoch, T);
    }

    private void awaitAnswer(LiveJob job, List<String> expected) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(ask(job))
                .containsExactlyInAnyOrderElementsOf(expected));
    }

    /** Asks for one who is unknown, so that everything popular is offered. */
    private List<String> ask(LiveJob job) {
        String requestId = "r" + asked.incrementAndGet();
        job.topics().ask(Requests.of(requestId, "nobody", 10, T));
        List<Recommendations> lists =
                job.read(job.topics().names().recommendations(), Codec.recommendations(), all -> all.get(all.size() - 1)
                        .triggerId()
                        .equals(requestId));
        return lists.get(lists.size() - 1).items().stream()
                .map(RecommendedItem::itemId)
                .toList();
    }

    private static Interaction event(String user, String item) {
        return Interaction.of(user + "-" + item, user, item, 1f, T);
    }

    private static String message(ConsumerRecord<byte[], byte[]> letter) {
        byte[] value = letter.headers()
                .lastHeader("__connect.errors.exception.message")
                .value();
        return new String(value, StandardCharsets.UTF_8);
    }
}
