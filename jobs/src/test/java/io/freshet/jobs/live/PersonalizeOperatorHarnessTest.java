package io.freshet.jobs.live;

import static io.freshet.jobs.live.Learned.event;
import static io.freshet.jobs.live.Learned.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.StableHash;
import io.freshet.features.RowDelta;
import io.freshet.features.UserState;
import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.kafka.DeadLetter;
import io.freshet.ranking.EventResult;
import io.freshet.ranking.RankedItem;
import io.freshet.ranking.Recommender;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecommendedItem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** PERSONALIZE event by event: what it answers and what it leaves out. */
class PersonalizeOperatorHarnessTest {
    private static final long T = 1_600_000_000_000L;
    private static final JobConfig CONFIG = JobConfigs.withLoop(25, 100);

    /** The engine without an operator around it. */
    private static final class Oracle {
        private final Recommender recommender = Recommender.alone(CONFIG.recommender());
        private final Map<String, UserState> users = new HashMap<>();
        private int hits;

        EventResult evaluate(Interaction event) {
            EventResult result = recommender.evaluate(user(event), event);
            hits += result.rank() > 0 && result.rank() <= 10 ? 1 : 0;
            return result;
        }

        List<RankedItem> learnAndRecommend(Interaction event) {
            recommender.learn(user(event), event);
            return recommender.recommend(user(event), event.eventTimeMs(), CONFIG.limit());
        }

        private UserState user(Interaction event) {
            return users.computeIfAbsent(event.userId(), recommender::newUser);
        }
    }

    @Test
    void everyEventIsRankedAndAnsweredAsByTheBareEngineAlsoOutOfOrder() throws Exception {
        List<Interaction> stream = someLate(SmallStream.of(11, 1500));
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            Oracle oracle = new Oracle();

            for (Interaction event : stream) {
                EventResult expected = oracle.evaluate(event);
                assertThat(result(learner.send(event))).as("%s", event).isEqualTo(expected);
                assertThat(ranked(learner.newestList().items()))
                        .as("%s", event)
                        .isEqualTo(oracle.learnAndRecommend(event));
            }
            assertThat(oracle.hits).as("events ranked in the first ten").isGreaterThan(100);
        }
    }

    @Test
    void aLearnerThatIsAloneComputesTheSameWhileItsRowsComeBackLate() throws Exception {
        List<Interaction> stream = SmallStream.of(12, 1500);
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG);
                PersonalizeHarness withoutLoop = PersonalizeHarness.start(CONFIG);
                OwnerHarness owner = OwnerHarness.start(CONFIG, T)) {
            ArrayDeque<RowDelta> onTheWay = new ArrayDeque<>();

            for (Interaction event : stream) {
                assertThat(learner.send(event)).isEqualTo(withoutLoop.send(event));
                assertThat(learner.lists()).isEqualTo(withoutLoop.lists());
                onTheWay.addAll(learner.deltas());
                while (onTheWay.size() > 500) {
                    learner.send(owner.send(onTheWay.remove()));
                }
            }
        }
    }

    @Test
    void whatAnotherLearnerLearnedChangesTheListsOfThisOne() throws Exception {
        List<String> ours = Subtasks.users(0, 2, 62);
        List<String> theirs = Subtasks.users(1, 2, 100);
        try (PersonalizeHarness we = PersonalizeHarness.start(CONFIG, 2, 0);
                PersonalizeHarness they = PersonalizeHarness.start(CONFIG, 2, 1);
                OwnerHarness owner = OwnerHarness.start(CONFIG, T)) {
            for (int n = 0; n < 60; n++) {
                we.send(event(ours.get(n), "other" + n % 30, T + n));
                they.send(event(theirs.get(n), "other" + n % 30, T + n));
            }
            for (String user : theirs.subList(60, 100)) {
                they.send(event(user, "x", T + 100));
                they.send(event(user, "new", T + 200));
            }
            they.finish();

            Evaluation before = we.send(event(ours.get(60), "x", T + 300));
            assertThat(before.knownItem()).isFalse();
            assertThat(itemIds(we.newestList().items())).doesNotContain("new");

            for (RowDelta delta : they.deltas()) {
                we.send(owner.send(delta));
            }

            Evaluation after = we.send(event(ours.get(61), "x", T + 300));
            assertThat(after.knownItem()).isTrue();
            assertThat(itemIds(we.newestList().items())).first().isEqualTo("new");
        }
    }

    @Test
    void anEventThatComesTwiceIsTakenOnce() throws Exception {
        OperatorSubtaskState saved;
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            learner.send(event("u", "a", T));
            learner.lists();
            learner.sendRefused(event("u", "a", T));
            assertThat(learner.lists()).isEmpty();
            assertThat(learner.user("u").events()).isEqualTo(1);
            saved = learner.checkpoint();
        }
        try (PersonalizeHarness restored = PersonalizeHarness.restore(CONFIG, 1, 0, saved)) {
            restored.sendRefused(event("u", "a", T));
            restored.finish();

            assertThat(restored.lists()).isEmpty();
            assertThat(restored.deltas()).isEmpty();
        }
    }

    @Test
    void anEventIdIsRememberedForItsUserAndForSoManyEvents() throws Exception {
        JobConfig shortMemory =
                JobConfig.builder("no-broker:9092").rememberedEvents(2).build();
        try (PersonalizeHarness learner = PersonalizeHarness.start(shortMemory)) {
            learner.send(Interaction.of("1", "u", "a", 1f, T));
            learner.send(Interaction.of("1", "v", "a", 1f, T));
            learner.send(Interaction.of("2", "u", "b", 1f, T + 1));
            learner.send(Interaction.of("3", "u", "c", 1f, T + 2));
            learner.send(Interaction.of("1", "u", "a", 1f, T + 3));

            assertThat(learner.user("u").events()).isEqualTo(4);
        }
    }

    @Test
    void aUserIsUnknownAgainAfterTheExpiryInEventTime() throws Exception {
        long day = Duration.ofDays(1).toMillis();
        Settings expiring = Settings.load(null, List.of("users.expiry-days=30"));
        JobConfig config =
                JobConfig.builder("no-broker:9092").settings(expiring, false).build();
        try (PersonalizeHarness learner = PersonalizeHarness.start(config)) {
            learner.send(event("u", "a", T));
            learner.send(event("u", "b", T + 30 * day));
            assertThat(learner.user("u").events()).isEqualTo(2);

            Evaluation late = learner.send(event("u", "b", T + 60 * day + 1));

            assertThat(late.knownUser()).isFalse();
            assertThat(learner.user("u").events()).isEqualTo(1);
        }
    }

    @Test
    void anEventThatComesLateIsRankedAndSaysHowLateItIs() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            learner.send(event("v", "late", T));
            learner.send(event("u", "a", T + 1000));
            learner.send(event("u", "b", T + 2000));

            Evaluation late = learner.send(event("u", "late", T + 1400));

            assertThat(late.evaluated()).isTrue();
            assertThat(late.rank()).isPositive();
            assertThat(late.skewMs()).isEqualTo(600);
            assertThat(learner.send(event("u", "c", T + 3000)).skewMs()).isZero();
        }
    }

    @Test
    void aLateItemTakesItsPlaceInTheOrderOfEventTime() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            learner.send(event("u", "a", T + 1000));
            learner.send(event("u", "b", T + 2000));
            learner.send(event("u", "late", T + 1400));

            assertThat(recentKeys(learner.user("u"))).containsExactly(key("a"), key("late"), key("b"));
        }
    }

    @Test
    void simultaneousEventsAreRankedFromBeforeTheirTimestamp() throws Exception {
        List<Interaction> history = SmallStream.of(18, 800);
        long now = history.get(799).eventTimeMs() + 1;
        Interaction first = event("user3", "item7", now);
        Interaction second = event("user3", "item9", now);
        try (PersonalizeHarness both = PersonalizeHarness.start(CONFIG);
                PersonalizeHarness onlySecond = PersonalizeHarness.start(CONFIG)) {
            both.sendAll(history);
            onlySecond.sendAll(history);

            both.send(first);
            assertThat(both.send(second)).isEqualTo(onlySecond.send(second));
        }
    }

    @Test
    void anItemWhoseKeyIsAnotherItemsGoesToTheDeadLetters() throws Exception {
        assertThat(key(CollidingIds.ONE)).isEqualTo(key(CollidingIds.OTHER));
        try (PersonalizeHarness learner = PersonalizeHarness.start(CONFIG)) {
            learner.send(event("u", CollidingIds.ONE, T));
            Interaction refused = event("u", CollidingIds.OTHER, T + 1);

            learner.sendRefused(refused);

            assertThat(learner.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.key()).isEqualTo("u".getBytes(StandardCharsets.UTF_8));
                assertThat(letter.value()).isEqualTo(Codec.interaction().encode(refused));
                assertThat(letter).extracting(DeadLetter::stage).isEqualTo("personalize");
                assertThat(letter.message()).contains(CollidingIds.OTHER);
            });
            assertThat(learner.user("u").events()).isEqualTo(1);
        }
    }

    /** Every seventh event comes five places later. */
    private static List<Interaction> someLate(List<Interaction> stream) {
        List<Interaction> late = new ArrayList<>(stream);
        for (int i = 0; i + 5 < late.size(); i += 7) {
            late.add(i + 5, late.remove(i));
        }
        return late;
    }

    private static List<RankedItem> ranked(List<RecommendedItem> items) {
        return items.stream()
                .map(item -> new RankedItem(
                        item.itemId(), item.score(), item.sources().get(0)))
                .toList();
    }

    private static List<String> itemIds(List<RecommendedItem> items) {
        return items.stream().map(RecommendedItem::itemId).toList();
    }

    private static List<Long> recentKeys(UserState user) {
        return IntStream.range(0, user.recent().size())
                .mapToObj(user.recent()::key)
                .toList();
    }

    private static long key(String itemId) {
        return StableHash.of(itemId);
    }
}
