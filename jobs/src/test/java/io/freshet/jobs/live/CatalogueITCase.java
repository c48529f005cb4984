package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.Item;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue, from topic to topic. */
class CatalogueITCase {
    private static final long T = 1_600_000_000_000L;

    @TempDir
    Path directory;

    @Test
    void whatIsUnavailableIsNotAnsweredAlsoAfterASavepointAndAStartWithoutOne() throws Exception {
        try (LiveJob job = LiveJob.start(directory, 2, 2, config -> config)) {
            LiveTopics topics = job.topics();
            Stranger stranger = new Stranger(job, T);
            job.publish(List.of(event("u", "a", T), event("v", "b", T + 1), event("w", "c", T + 2)));
            stranger.awaitAnswer(List.of("a", "b", "c"));

            topics.publish(new Item("b", "B", List.of("shoes"), false, null, T));
            stranger.awaitAnswer(List.of("a", "c"));

            String savepoint = job.stopWithSavepoint();
            topics.send(topics.names().items(), "c".getBytes(StandardCharsets.UTF_8), null);
            topics.flush();
            job.submit(1, savepoint);
            stranger.awaitAnswer(List.of("a"));

            // the rows are compared with the catalogue as it stood when the job was submitted, from the very first
            // answer on
            topics.publish(new Item("b", "B", List.of("shoes"), true, null, T));
            job.cancel();
            job.submitWithoutState(2, StartMode.TOPIC);
            assertThat(stranger.ask()).containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void aBadRecordOfTheCatalogueGoesToTheDeadLetters() throws Exception {
        try (LiveJob job = LiveJob.start(directory, 1, 1, config -> config)) {
            LiveTopics topics = job.topics();
            Stranger stranger = new Stranger(job, T);
            byte[] item = Codec.item().encode(new Item("a", null, List.of(), false, null, T));
            topics.send(topics.names().items(), "b".getBytes(StandardCharsets.UTF_8), item);
            topics.send(topics.names().items(), "a".getBytes(StandardCharsets.UTF_8), new byte[] {1});
            topics.flush();

            String dead = topics.names().deadLetters(topics.names().items());
            LiveTopics.await("dead letters").until(() -> topics.readAllRaw(dead).size() == 2);
            assertThat(topics.readAllRaw(dead))
                    .extracting(Stranger::message)
                    .satisfiesExactly(
                            message -> assertThat(message)
                                    .startsWith("INVALID: the key is 'b', but the itemId is 'a'")
                                    .endsWith("key it by the item's id"),
                            message -> assertThat(message).startsWith("NOT_AVRO: Item"));
            job.publish(List.of(event("u", "a", T)));
            stranger.awaitAnswer(List.of("a"));
        }
    }

    private static Interaction event(String user, String item, long timeMs) {
        return Interaction.of(user + "-" + item, user, item, 1f, timeMs);
    }
}
