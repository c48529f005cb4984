package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.freshet.jobs.cluster.Cluster;
import io.freshet.jobs.cluster.ClusterDirectory;
import io.freshet.jobs.cluster.ClusterSettings;
import io.freshet.jobs.cluster.Installation;
import io.freshet.jobs.cluster.RunningJob;
import io.freshet.jobs.cluster.Submission;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.Recommendations;
import io.freshet.schemas.RecommendedItem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The job's jar on a real cluster, with one learner on each of two task managers. */
class TwoTaskManagersITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long T = 1_600_000_000_000L;

    /** Users who see what everybody sees, and users who come after them. */
    private static final int EARLY = 60;

    private static final int LATE = 40;
    private static final List<String> FIRST_LEARNERS = Subtasks.users(0, 2, EARLY + LATE);
    private static final List<String> SECOND_LEARNERS = Subtasks.users(1, 2, EARLY + 1000);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final List<Interaction> published = new ArrayList<>();

    @Test
    void whatIsLearnedOnOneTaskManagerIsRecommendedOnTheOther() throws Exception {
        Cluster cluster = Cluster.up(
                Installation.here(),
                new ClusterDirectory(directory.resolve("cluster")),
                ClusterSettings.of(2).withFlink(Map.of("restart-strategy.type", "none")),
                PATIENCE);
        try (LiveTopics topics = LiveTopics.start(directory.resolve("broker"), 2)) {
            RunningJob job = submit(cluster, topics);
            assertThat(new HashSet<>(job.taskManagersOf("personalize"))).hasSize(2);

            publish(topics, bothLearnersSeeTheSame());
            awaitEvaluations(topics);
            publish(topics, theFirstLearnersUsersGoFromXToNew());
            awaitEvaluations(topics);

            assertThat(awaitListWithNew(topics).userId()).isIn(SECOND_LEARNERS);
            Awaitility.await().atMost(PATIENCE).until(topics::itemCounts, counts -> counts.equals(counts()));
            assertThat(job.checkpoints().completed()).isPositive();
            assertThat(job.state()).isEqualTo("RUNNING");
            cluster.savepoint(true, PATIENCE);
            assertThatIllegalStateException()
                    .as("another job without state")
                    .isThrownBy(() -> submit(cluster, topics))
                    .withMessageContaining("this one starts without state");
        } finally {
            cluster.down();
        }
    }

    /** Another user of the second learner comes to x until a list has the item that only the first learner saw. */
    private Recommendations awaitListWithNew(LiveTopics topics) {
        return Awaitility.await("a list with the new item")
                .atMost(PATIENCE)
                .until(
                        () -> {
                            String user = SECOND_LEARNERS.get(published.size() % 1000 + EARLY);
                            Interaction event = event(user, "x", T + 300);
                            publish(topics, List.of(event));
                            return listAfter(topics, event);
                        },
                        list -> list.items().stream()
                                .map(RecommendedItem::itemId)
                                .anyMatch("new"::equals));
    }

    private static Recommendations listAfter(LiveTopics topics, Interaction event) {
        List<Recommendations> lists =
                topics.read(topics.names().recommendations(), Codec.recommendations(), all -> all.get(all.size() - 1)
                        .triggerId()
                        .equals(event.eventId()));
        return lists.get(lists.size() - 1);
    }

    private static List<Interaction> bothLearnersSeeTheSame() {
        List<Interaction> events = new ArrayList<>();
        for (int n = 0; n < EARLY; n++) {
            events.add(event(FIRST_LEARNERS.get(n), "other" + n % 30, T + n));
            events.add(event(SECOND_LEARNERS.get(n), "other" + n % 30, T + n));
        }
        return events;
    }

    private static List<Interaction> theFirstLearnersUsersGoFromXToNew() {
        List<Interaction> events = new ArrayList<>();
        for (String user : FIRST_LEARNERS.subList(EARLY, EARLY + LATE)) {
            events.add(event(user, "x", T + 100));
            events.add(event(user, "new", T + 200));
        }
        return events;
    }

    private static Interaction event(String user, String item, long timeMs) {
        return Interaction.of(user + "-" + item, user, item, 1f, timeMs);
    }

    private void publish(LiveTopics topics, List<Interaction> events) {
        topics.publish(events);
        published.addAll(events);
    }

    private void awaitEvaluations(LiveTopics topics) {
        topics.read(topics.names().evaluations(), Codec.evaluation(), all -> all.size() == published.size());
    }

    private Map<String, Long> counts() {
        return published.stream().collect(Collectors.groupingBy(Interaction::itemId, Collectors.counting()));
    }

    private static RunningJob submit(Cluster cluster, LiveTopics topics) throws Exception {
        return cluster.submit(
                new Submission(2, List.of("--bootstrap", topics.bootstrapServers(), "--checkpoint-interval", "1000")),
                null,
                PATIENCE);
    }
}
