package io.freshet.jobs.live;

import static io.freshet.jobs.live.Learned.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.config.Settings;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.Recommendations;
import io.freshet.schemas.RecommendedItem;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** PERSONALIZE when it is asked. */
class RequestHarnessTest {
    private static final long T = 1_600_000_000_000L;
    private static final JobConfig CONFIG = JobConfigs.withLoop(25, 100);

    @Test
    void aRequestIsAnsweredAtOnceUnderItsOwnId() throws Exception {
        List<Interaction> stream = SmallStream.of(41, 800);
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            learner.sendAll(stream);
            Recommendations pushed = learner.newestList();
            Interaction last = stream.get(799);

            Recommendations asked = learner.ask(Requests.of("r1", last.userId(), CONFIG.limit(), last.eventTimeMs()));

            assertThat(asked.items()).isEqualTo(pushed.items()).hasSize(CONFIG.limit());
            assertThat(asked.trigger()).isEqualTo(Recommendations.REQUEST);
            assertThat(asked.triggerId()).isEqualTo("r1");
            assertThat(asked.userId()).isEqualTo(last.userId());
            assertThat(asked.eventTimeMs()).isEqualTo(last.eventTimeMs());
            assertThat(asked.modelVersion()).isEqualTo(pushed.modelVersion());
            assertThat(asked.reason()).isNull();
        }
    }

    @Test
    void limitExcludesAndCandidatesAreKept() throws Exception {
        List<Interaction> stream = SmallStream.of(42, 800);
        long now = stream.get(799).eventTimeMs();
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            learner.sendAll(stream);
            List<String> best = itemIds(learner.ask(Requests.of("r1", "user3", 30, now)));
            assertThat(best).hasSize(30);

            assertThat(itemIds(learner.ask(Requests.excluding("r2", "user3", best.subList(0, 5), now))))
                    .isEqualTo(best.subList(5, 15));
            List<String> shuffled = List.of(best.get(20), best.get(3), "never-seen", best.get(7));
            assertThat(itemIds(learner.ask(Requests.reranking("r3", "user3", shuffled, now))))
                    .containsExactly(best.get(3), best.get(7), best.get(20));
        }
    }

    @Test
    void askingChangesNothing() throws Exception {
        List<Interaction> stream = SmallStream.of(43, 300);
        try (PersonalizeHarness asked = PersonalizeHarness.start(CONFIG);
                PersonalizeHarness quiet = PersonalizeHarness.start(CONFIG)) {
            for (Interaction event : stream) {
                assertThat(asked.send(event)).isEqualTo(quiet.send(event));
                assertThat(asked.lists()).isEqualTo(quiet.lists());
                asked.ask(looking(event.userId(), event.eventTimeMs()));
                asked.ask(looking("nobody", event.eventTimeMs()));
            }
            asked.finish();
            quiet.finish();

            SameDeltas.assertSame(asked.deltas(), quiet.deltas());
            assertThat(asked.user("nobody")).isNull();
        }
    }

    @Test
    void whoWasNeverSeenGetsWhatIsPopular() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            learner.send(event("u", "a", T));
            learner.send(event("v", "b", T + 1));
            learner.send(event("w", "b", T + 2));
            learner.lists();

            Recommendations answer = learner.ask(Requests.of("r1", "nobody", 10, T + 3));

            assertThat(itemIds(answer)).containsExactly("b", "a");
            assertThat(answer.reason()).isEqualTo("unknown-user");
            assertThat(answer.items().get(0).sources()).containsExactly("popular");
        }
    }

    @Test
    void whoHasExpiredIsAnsweredAsIfNeverSeen() throws Exception {
        Settings expiring = Settings.load(null, List.of("users.expiry-days=30"));
        JobConfig config =
                JobConfig.builder("no-broker:9092").settings(expiring, false).build();
        long later = T + Duration.ofDays(30).toMillis();
        try (PersonalizeHarness learner = PersonalizeHarness.start(config)) {
            learner.send(event("v", "b", T));
            learner.send(event("u", "a", T));
            learner.lists();

            assertThat(learner.ask(Requests.of("r1", "u", 10, later)).reason()).isNull();
            assertThat(learner.ask(Requests.of("r2", "u", 10, later + 1)).reason())
                    .isEqualTo("unknown-user");
            assertThat(learner.user("u").events()).isEqualTo(1);
        }
    }

    @Test
    void beforeAnItemIsKnownTheAnswerSaysSo() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            Recommendations answer = learner.ask(Requests.of("r1", "u", 10, T));

            assertThat(answer.items()).isEmpty();
            assertThat(answer.reason()).isEqualTo("warming");
        }
    }

    @Test
    void whenNothingMayBeAnsweredTheAnswerSaysSo() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            learner.send(event("u", "a", T));
            learner.lists();

            assertThat(learner.ask(Requests.of("r1", "u", 10, T + 1)).reason()).isEqualTo("nothing-left");
        }
    }

    @Test
    void anAnswersIdIsAFunctionOfUserAndRequest() throws Exception {
        String first;
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            first = learner.ask(Requests.of("r1", "u", 10, T)).recommendationId();
        }
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            learner.send(Interaction.of("r1", "u", "a", 1f, T));
            String pushed = learner.newestList().recommendationId();

            assertThat(learner.ask(Requests.of("r1", "u", 10, T)).recommendationId())
                    .isEqualTo(first);
            assertThat(learner.ask(Requests.of("r1", "v", 10, T)).recommendationId())
                    .isNotEqualTo(first);
            assertThat(learner.ask(Requests.of("r2", "u", 10, T)).recommendationId())
                    .isNotEqualTo(first);
            assertThat(pushed).isNotEqualTo(first);
        }
    }

    @Test
    void afterARestoreTheAnswerIsTheSame() throws Exception {
        List<Interaction> stream = SmallStream.of(44, 800);
        RecommendationRequest request =
                Requests.of("r1", "user7", 20, stream.get(799).eventTimeMs() + 1);
        OperatorSubtaskState saved;
        Recommendations before;
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            learner.sendAll(stream);
            learner.lists();
            before = learner.ask(request);
            saved = learner.checkpoint();
        }
        try (PersonalizeHarness restored = PersonalizeHarness.restore(CONFIG, 1, 0, saved)) {
            assertThat(restored.ask(request)).isEqualTo(before);
        }
    }

    private static RecommendationRequest looking(String user, long timeMs) {
        return new RecommendationRequest(
                "r-" + timeMs, user, 10, List.of("item1", "item2"), List.of(), List.of("item3"), null, timeMs);
    }

    private static List<String> itemIds(Recommendations answer) {
        return answer.items().stream().map(RecommendedItem::itemId).toList();
    }
}
