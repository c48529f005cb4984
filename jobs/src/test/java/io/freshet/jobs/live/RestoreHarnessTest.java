package io.freshet.jobs.live;

import static io.freshet.jobs.live.Learned.counted;
import static io.freshet.jobs.live.Learned.counts;
import static io.freshet.jobs.live.Learned.event;
import static io.freshet.jobs.live.Learned.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.config.Settings;
import io.freshet.ranking.EventResult;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What PERSONALIZE saves, and how it goes on from there. */
class RestoreHarnessTest {
    private static final long T = 1_600_000_000_000L;
    private static final JobConfig CONFIG = JobConfigs.withLoop(25, 100);

    @Test
    void afterARestoreTheNextEventIsRankedAndAnsweredAsWithoutIt() throws Exception {
        List<Interaction> stream = SmallStream.of(15, 2000);
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            learner.sendAll(stream.subList(0, 1500));
            OperatorSubtaskState saved = learner.checkpoint();
            learner.lists();
            long savedMs = stream.get(1499).eventTimeMs();
            List<Interaction> rest = stream.subList(1500, 2000).stream()
                    .filter(event -> event.eventTimeMs() > savedMs)
                    .toList();

            try (PersonalizeHarness restored = PersonalizeHarness.restore(CONFIG, 1, 0, saved)) {
                for (Interaction event : rest) {
                    assertThat(restored.send(event)).isEqualTo(learner.send(event));
                    assertThat(restored.lists()).isEqualTo(learner.lists());
                }
            }
        }
    }

    @Test
    void restoredAtAHigherParallelismEverySubtaskRanksItsUsersAsBefore() throws Exception {
        List<Interaction> stream = SmallStream.of(16, 1500);
        OperatorSubtaskState saved;
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            learner.sendAll(stream);
            saved = learner.checkpoint();
        }
        for (int subtask = 0; subtask < 3; subtask++) {
            String user = Subtasks.users(subtask, 3, 1).get(0);
            try (PersonalizeHarness one = PersonalizeHarness.restore(CONFIG, 1, 0, saved);
                    PersonalizeHarness ofThree = PersonalizeHarness.restore(CONFIG, 3, subtask, saved)) {
                Map<String, EventResult> ranking = wholeRanking(one, user);

                assertThat(ranking.values())
                        .filteredOn(result -> result.rank() > 0)
                        .hasSizeGreaterThan(50);
                assertThat(wholeRanking(ofThree, user))
                        .as("subtask %d", subtask)
                        .isEqualTo(ranking);
            }
        }
    }

    @Test
    void restoredFromTwoSubtasksAllThreeHaveTheFirstOnesReplicaAndTheirUsers() throws Exception {
        List<Interaction> stream = SmallStream.of(17, 600);
        OperatorSubtaskState[] saved = new OperatorSubtaskState[2];
        for (int subtask = 0; subtask < 2; subtask++) {
            try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG, 2, subtask)) {
                learner.sendAll(ofSubtask(stream, subtask, 2));
                saved[subtask] = learner.checkpoint();
            }
        }
        Set<String> items = counted(ofSubtask(stream, 0, 2)).keySet();

        for (int subtask = 0; subtask < 3; subtask++) {
            try (PersonalizeHarness restored = PersonalizeHarness.restore(CONFIG, 3, subtask, saved)) {
                for (Map.Entry<String, List<Interaction>> user :
                        byUser(ofSubtask(stream, subtask, 3)).entrySet()) {
                    assertThat(restored.user(user.getKey()).events())
                            .isEqualTo(user.getValue().size());
                }
                Map<String, EventResult> ranking =
                        wholeRanking(restored, Subtasks.users(subtask, 3, 1).get(0));
                assertThat(ranking.entrySet())
                        .filteredOn(entry -> entry.getValue().knownItem())
                        .extracting(Map.Entry::getKey)
                        .containsExactlyInAnyOrderElementsOf(items);
            }
        }
    }

    @Test
    void usersThatWereKeptForEverAreRestoredWhenExpiryIsTurnedOn() throws Exception {
        OperatorSubtaskState saved;
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            learner.send(event("u", "a", T));
            saved = learner.checkpoint();
        }
        Settings expiring = Settings.load(null, List.of("users.expiry-days=30"));
        JobConfig config =
                JobConfig.builder("no-broker:9092").settings(expiring, false).build();
        try (PersonalizeHarness restored = PersonalizeHarness.restore(config, 1, 0, saved)) {
            assertThat(restored.send(event("u", "b", T + 1)).knownUser()).isTrue();
        }
    }

    /** What two learners had counted of an item that neither knew is counted together by the one that goes on. */
    @Test
    void itemsThatWaitForARowAreRestored() throws Exception {
        Settings settings = Settings.load(null, List.of("items.admission-events=4", "serving.model=embedding"));
        JobConfig config =
                JobConfig.builder("no-broker:9092").settings(settings, true).build();
        OperatorSubtaskState[] saved = new OperatorSubtaskState[2];
        for (int subtask = 0; subtask < 2; subtask++) {
            String user = Subtasks.users(subtask, 2, 1).get(0);
            try (PersonalizeHarness learner = PersonalizeHarness.start(config, 2, subtask)) {
                for (int n = 0; n < 3; n++) {
                    assertThat(learner.send(event(user, "a", T + n)).knownItem())
                            .isFalse();
                    learner.send(event(user, "b" + subtask, T + n));
                }
                learner.finish();
                assertThat(counts(learner.deltas())).isEmpty();
                saved[subtask] = learner.checkpoint();
            }
        }
        try (PersonalizeHarness restored = PersonalizeHarness.restore(config, 1, 0, saved)) {
            for (String item : List.of("a", "b0", "b1", "c")) {
                restored.send(event("u", item, T + 10));
            }
            restored.finish();
            assertThat(counts(restored.deltas())).isEqualTo(Map.of("a", 1L, "b0", 1L, "b1", 1L));
        }
    }

    @Test
    void anEventWhoseListWasLostWithAFailureIsLearnedButNotEvaluated() throws Exception {
        OperatorSubtaskState saved;
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            learner.send(event("u", "a", T));
            learner.send(event("u", "b", T + 1));
            saved = learner.checkpoint();
        }
        try (PersonalizeHarness restored = PersonalizeHarness.restore(CONFIG, 1, 0, saved)) {
            Evaluation evaluation = restored.send(event("u", "c", T + 1));

            assertThat(evaluation.evaluated()).isFalse();
            assertThat(evaluation.rank()).isZero();
            restored.finish();
            assertThat(counts(restored.deltas())).isEqualTo(Map.of("c", 1L));
        }
    }

    /** Events of all items at one time: where each stood in the one ranking from before. */
    private static Map<String, EventResult> wholeRanking(PersonalizeHarness learner, String user) throws Exception {
        Map<String, EventResult> ranking = new HashMap<>();
        for (int n = 0; n < SmallStream.ITEMS; n++) {
            Interaction event = event(user, "item" + n, T + 1_000_000_000);
            ranking.put(event.itemId(), result(learner.send(event)));
        }
        return ranking;
    }

    private static Map<String, List<Interaction>> byUser(List<Interaction> stream) {
        return stream.stream().collect(Collectors.groupingBy(Interaction::userId));
    }

    private static List<Interaction> ofSubtask(List<Interaction> stream, int subtask, int parallelism) {
        return stream.stream()
                .filter(event -> Subtasks.of(event.userId(), parallelism) == subtask)
                .toList();
    }
}
