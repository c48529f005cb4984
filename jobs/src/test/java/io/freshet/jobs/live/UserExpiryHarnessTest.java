package io.freshet.jobs.live;

import static io.freshet.jobs.live.Learned.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.config.Settings;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What becomes of the state of users who never come back. */
class UserExpiryHarnessTest {
    private static final long T = 1_600_000_000_000L;
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int EXPIRY_HOURS = 24;
    private static final JobConfig FOREVER = config(0);
    private static final JobConfig ONE_DAY = config(1);

    private static JobConfig config(int expiryDays) {
        Settings settings = Settings.load(null, List.of("users.expiry-days=" + expiryDays, "serving.model=embedding"));
        return JobConfig.builder("no-broker:9092").settings(settings, false).build();
    }

    /** One new user each hour, who never comes back, and one of twenty others. */
    private static List<Interaction> stream(int hours) {
        SplittableRandom random = new SplittableRandom(5);
        List<Interaction> events = new ArrayList<>();
        for (int hour = 0; hour < hours; hour++) {
            events.add(event("once" + hour, "i" + random.nextInt(30), T + hour * HOUR));
            events.add(event("u" + random.nextInt(20), "i" + random.nextInt(30), T + hour * HOUR + 1));
        }
        return events;
    }

    /** Keeps when everybody came last: who has state after each event. */
    private static long expected(List<Interaction> sent) {
        Map<String, Long> newest = new HashMap<>();
        sent.forEach(event -> newest.merge(event.userId(), event.eventTimeMs(), Math::max));
        long now = sent.get(sent.size() - 1).eventTimeMs();
        return newest.values().stream()
                .filter(ms -> now - ms < 2 * EXPIRY_HOURS * HOUR)
                .count();
    }

    @Test
    void whoNeverComesBackIsFreedAndWhoDoesStays() throws Exception {
        List<Interaction> stream = stream(400);
        try (PersonalizeHarness learner = PersonalizeHarness.start(ONE_DAY)) {
            for (int n = 1; n <= stream.size(); n++) {
                learner.send(stream.get(n - 1));
                if (n % 50 == 0) {
                    assertThat(learner.users()).as("after %d events", n).isEqualTo(expected(stream.subList(0, n)));
                }
            }
            assertThat(learner.users()).isLessThan(70);
        }
    }

    @Test
    void whatIsFreedMakesNoDifference() throws Exception {
        List<Interaction> stream = new ArrayList<>(stream(300));
        // late by up to an expiry
        stream.add(event("once280", "i1", T + 281 * HOUR));
        try (PersonalizeHarness learner = PersonalizeHarness.start(ONE_DAY)) {
            Map<String, Long> newest = new HashMap<>();
            for (Interaction event : stream) {
                Evaluation evaluation = learner.send(event);

                Long before = newest.get(event.userId());
                boolean known = before != null && event.eventTimeMs() - before <= EXPIRY_HOURS * HOUR;
                assertThat(evaluation.knownUser())
                        .as("whether %s is known", event)
                        .isEqualTo(known);
                newest.merge(event.userId(), event.eventTimeMs(), Math::max);
            }
        }
    }

    @Test
    void timersAreRestored() throws Exception {
        List<Interaction> stream = stream(200);
        OperatorSubtaskState saved;
        try (PersonalizeHarness learner = PersonalizeHarness.start(ONE_DAY)) {
            learner.sendAll(stream.subList(0, 200));
            saved = learner.checkpoint();
        }
        try (PersonalizeHarness restored = PersonalizeHarness.restore(ONE_DAY, 1, 0, saved)) {
            restored.sendAll(stream.subList(200, 400));
            assertThat(restored.users()).isEqualTo(expected(stream));
        }
    }

    @Test
    void whoWasThereBeforeExpiryWasTurnedOnIsFreedToo() throws Exception {
        List<Interaction> stream = stream(200);
        OperatorSubtaskState saved;
        try (PersonalizeHarness learner = PersonalizeHarness.start(FOREVER)) {
            learner.sendAll(stream.subList(0, 200));
            assertThat(learner.users()).isEqualTo(120);
            saved = learner.checkpoint();
        }
        try (PersonalizeHarness restored = PersonalizeHarness.restore(ONE_DAY, 1, 0, saved)) {
            restored.sendAll(stream.subList(200, 400));
            assertThat(restored.users()).isEqualTo(expected(stream));
        }
    }

    @Test
    void whoseEventsAreAllPassedOverIsFreedToo() throws Exception {
        Settings settings =
                Settings.load(null, List.of("users.expiry-days=1", "serving.model=embedding", "events.other=0"));
        JobConfig config =
                JobConfig.builder("no-broker:9092").settings(settings, false).build();
        try (PersonalizeHarness learner = PersonalizeHarness.start(config)) {
            for (int hour = 0; hour < 100; hour++) {
                Interaction passedOver = new Interaction(
                        "e" + hour, "once" + hour, "i", "glance", 1f, T + hour * HOUR, null, null, Map.of());
                learner.send(passedOver);
            }
            assertThat(learner.users()).isEqualTo(2 * EXPIRY_HOURS);
        }
    }

    @Test
    void theEndOfAllInputFreesNobody() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(ONE_DAY)) {
            learner.send(event("u", "a", T));
            learner.endOfInput();
            assertThat(learner.users()).isEqualTo(1);
        }
    }
}
