package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.kafka.ControlPublisher;
import io.freshet.schemas.Control;
import io.freshet.schemas.Interaction;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules, from the control topic to the lists. */
class RulesITCase {
    private static final long T = 1_600_000_000_000L;

    @TempDir
    Path directory;

    @Test
    void rulesHoldWithoutARestartAndAfterASavepointAndAStartWithoutOne() throws Exception {
        try (LiveJob job = LiveJob.start(directory, 2, 2, config -> config);
                ControlPublisher control = new ControlPublisher(
                        job.topics().bootstrapServers(), job.topics().names())) {
            LiveTopics topics = job.topics();
            Stranger stranger = new Stranger(job, T);
            job.publish(List.of(event("u", "a"), event("v", "b"), event("w", "c")));
            stranger.awaitAnswer(List.of("a", "b", "c"));

            control.publish(rules("rules:\n  recalled:\n    items: [b]\n", 1));
            stranger.awaitAnswer(List.of("a", "c"));

            control.publish(rules("rules:\n  recalled:\n    item: [c]\n", 2));
            String dead = topics.names().deadLetters(topics.names().control());
            LiveTopics.await("dead letters").until(() -> topics.readAllRaw(dead).size() == 1);
            assertThat(Stranger.message(topics.readAllRaw(dead).get(0)))
                    .isEqualTo("INVALID: rules:3: there is no key recalled.item: did you mean items?");
            assertThat(stranger.ask()).as("the old rules stay in force").containsExactlyInAnyOrder("a", "c");

            String savepoint = job.stopWithSavepoint();
            job.submit(1, savepoint);
            stranger.awaitAnswer(List.of("a", "c"));

            control.publish(rules("rules:\n  recalled:\n    prefixes: [a]\n", 3));
            stranger.awaitAnswer(List.of("b", "c"));
            job.cancel();
            job.submitWithoutState(2, StartMode.TOPIC);
            assertThat(stranger.ask()).as("from the very first answer on").containsExactlyInAnyOrder("b", "c");
        }
    }

    private static Control rules(String yaml, long epoch) {
        return new Control("rules", yaml, epoch, T);
    }

    private static Interaction event(String user, String item) {
        return Interaction.of(user + "-" + item, user, item, 1f, T);
    }
}
