package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.freshet.jobs.config.JobConfig;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.Recommendations;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** How often PERSONALIZE pushes a list to one user. */
class ListPaceHarnessTest {
    private static final long T = 1_600_000_000_000L;
    private static final JobConfig EVERY_MINUTE = config(Duration.ofMinutes(1));

    @Test
    void aUserGetsAtMostOneListInAnIntervalOfEventTime() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(EVERY_MINUTE)) {
            for (int second : new int[] {0, 1, 59, 60, 61, 119, 300, 301}) {
                learner.send(event("u", second));
            }

            assertThat(seconds(learner)).containsExactly(0L, 60L, 300L);
            assertThat(learner.user("u").events()).isEqualTo(8);
        }
    }

    @Test
    void usersDoNotWaitForEachOther() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(EVERY_MINUTE)) {
            learner.send(event("u", 0));
            learner.send(event("v", 1));
            learner.send(event("u", 2));
            learner.send(event("v", 3));

            assertThat(learner.lists()).extracting(Recommendations::userId).containsExactly("u", "v");
        }
    }

    @Test
    void anEventThatIsAheadByMistakeDoesNotSilenceItsUser() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(EVERY_MINUTE)) {
            for (int second : new int[] {0, 80_000, 10, 65, 90}) {
                learner.send(event("u", second));
            }

            assertThat(seconds(learner)).containsExactly(0L, 80_000L, 10L, 90L);
        }
    }

    @Test
    void theIntervalGoesOnAfterARestoreAndRequestsDoNotCount() throws Exception {
        OperatorSubtaskState saved;
        try (PersonalizeHarness learner = PersonalizeHarness.start(EVERY_MINUTE)) {
            learner.send(event("u", 0));
            saved = learner.checkpoint();
        }
        try (PersonalizeHarness restored = PersonalizeHarness.restore(EVERY_MINUTE, 1, 0, saved)) {
            assertThat(restored.ask(Requests.of("r", "u", 5, T + 1000)).trigger())
                    .isEqualTo(Recommendations.REQUEST);
            restored.send(event("u", 59));
            restored.send(event("u", 60));

            assertThat(seconds(restored)).containsExactly(60L);
        }
    }

    @Test
    void stateWithoutAnIntervalIsRestoredWithOneAndBack() throws Exception {
        OperatorSubtaskState saved;
        try (PersonalizeHarness learner = PersonalizeHarness.start(config(Duration.ZERO))) {
            learner.send(event("u", 0));
            learner.send(event("u", 1));
            assertThat(seconds(learner)).containsExactly(0L, 1L);
            saved = learner.checkpoint();
        }
        try (PersonalizeHarness paced = PersonalizeHarness.restore(EVERY_MINUTE, 1, 0, saved)) {
            paced.send(event("u", 2));
            paced.send(event("u", 3));
            assertThat(seconds(paced)).containsExactly(2L);
            saved = paced.checkpoint();
        }
        try (PersonalizeHarness unpaced = PersonalizeHarness.restore(config(Duration.ZERO), 1, 0, saved)) {
            unpaced.send(event("u", 4));
            assertThat(seconds(unpaced)).containsExactly(4L);
        }
    }

    @Test
    void anIntervalBelowZeroIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(Duration.ofMillis(-1)))
                .withMessageContaining("listInterval is PT-0.001S: set it to zero or more");
    }

    private static JobConfig config(Duration interval) {
        return JobConfig.builder("no-broker:9092").listInterval(interval).build();
    }

    private static Interaction event(String user, int second) {
        return Interaction.of(user + second, user, "item" + second, 1f, T + 1000L * second);
    }

    private static List<Long> seconds(PersonalizeHarness learner) {
        return learner.lists().stream()
                .map(list -> (list.eventTimeMs() - T) / 1000)
                .toList();
    }
}
