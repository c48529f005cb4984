package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.StableHash;
import io.freshet.features.RowDelta;
import io.freshet.features.RowLayout;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** PERSONALIZE event by event: what it answers, what it pushes and when, what it saves. */
class PersonalizeOperatorHarnessTest {
    private static final long T = 1_600_000_000_000L;
    private static final JobConfig CONFIG = JobConfigs.withLoop(25, 100);

    /** So rare a push that it is the clock or the barrier that pushes. */
    private static final JobConfig SELDOM = JobConfigs.withLoop(1_000_000, 1_000_000);

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
    void deltasArePushedAfterSoManyEvents() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(JobConfigs.withLoop(3, 100))) {
            learner.send(event("u", "a", T));
            learner.send(event("u", "b", T + 1));
            assertThat(learner.deltas()).isEmpty();

            learner.send(event("u", "c", T + 2));

            List<RowDelta> deltas = learner.deltas();
            assertThat(rowIds(deltas)).containsExactlyInAnyOrder("a", "b", "c", RowLayout.WEIGHTS_ROW);
            assertThat(deltas).extracting(RowDelta::push).containsOnly(1L);
            assertThat(deltas).extracting(RowDelta::learner).containsOnly(0);
            assertThat(deltas).extracting(RowDelta::eventTimeMs).containsOnly(T + 2);
            assertThat(counts(deltas)).isEqualTo(Map.of("a", 1L, "b", 1L, "c", 1L));
        }
    }

    @Test
    void deltasArePushedByTheClockWhenEventsAreFew() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(SELDOM)) {
            learner.send(event("u", "a", T));

            learner.waitMs(SELDOM.pushInterval().toMillis() - 1);
            assertThat(learner.deltas()).isEmpty();

            learner.waitMs(1);
            assertThat(rowIds(learner.deltas())).containsExactly("a");
        }
    }

    @Test
    void rowsThatWereOnlyNegativesWaitUntilAWholeIntervalWasQuiet() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(SELDOM)) {
            learner.send(event("u", "a", T));
            learner.send(event("u", "b", T + 1));
            learner.tick();
            learner.deltas();

            learner.send(event("v", "c", T + 2));
            learner.tick();
            assertThat(rowIds(learner.deltas())).containsExactly("c");

            learner.tick();
            List<RowDelta> held = learner.deltas();
            assertThat(rowIds(held)).containsExactlyInAnyOrder("a", "b");
            assertThat(held).extracting(RowDelta::count).containsOnly(0L);
        }
    }

    @Test
    void rowsThatWereOnlyNegativesWaitForSoManyPushes() throws Exception {
        try (PersonalizeHarness learner = PersonalizeHarness.start(JobConfigs.withLoop(1, 3))) {
            List<Set<String>> pushes = new ArrayList<>();
            for (int n = 0; n < 5; n++) {
                learner.send(event("user" + n, "item" + n, T + n));
                pushes.add(rowIds(learner.deltas()));
            }

            assertThat(pushes)
                    .containsExactly(
                            Set.of("item0"),
                            Set.of("item1"),
                            Set.of("item2"),
                            Set.of("item3"),
                            Set.of("item4", "item0"));
        }
    }

    @Test
    void beforeABarrierEverythingIsPushedSoThatACheckpointHoldsNoDelta() throws Exception {
        List<Interaction> stream = SmallStream.of(13, 300);
        OperatorSubtaskState saved;
        try (PersonalizeHarness learner = PersonalizeHarness.start(SELDOM)) {
            learner.sendAll(stream.subList(0, 297));
            learner.tick();
            learner.deltas();
            learner.sendAll(stream.subList(297, 300));

            saved = learner.checkpoint();

            assertEverythingPushed(learner.deltas(), stream.subList(297, 300));
            learner.finish();
            assertThat(learner.deltas()).isEmpty();
        }
        try (PersonalizeHarness restored = PersonalizeHarness.restore(SELDOM, 1, 0, saved)) {
            restored.tick();
            restored.tick();
            restored.finish();
            assertThat(restored.deltas()).isEmpty();
        }
    }

    @Test
    void theEndOfTheInputPushesEverything() throws Exception {
        List<Interaction> stream = SmallStream.of(14, 300);
        try (PersonalizeHarness learner = PersonalizeHarness.start(SELDOM)) {
            learner.sendAll(stream.subList(0, 297));
            learner.tick();
            learner.deltas();
            learner.sendAll(stream.subList(297, 300));

            learner.finish();

            assertEverythingPushed(learner.deltas(), stream.subList(297, 300));
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

    /** Also the rows that were only negatives, which a push that is not for everything would hold back. */
    private static void assertEverythingPushed(List<RowDelta> deltas, List<Interaction> events) {
        assertThat(counts(deltas)).isEqualTo(counted(events));
        assertThat(rowIds(deltas)).contains(RowLayout.WEIGHTS_ROW);
        assertThat(deltas)
                .filteredOn(delta -> delta.count() == 0 && delta.parts()[RowLayout.SOURCE] == null)
                .hasSizeGreaterThan(10);
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

    /** Every seventh event comes five places later. */
    private static List<Interaction> someLate(List<Interaction> stream) {
        List<Interaction> late = new ArrayList<>(stream);
        for (int i = 0; i + 5 < late.size(); i += 7) {
            late.add(i + 5, late.remove(i));
        }
        return late;
    }

    private static Interaction event(String user, String item, long timeMs) {
        return Interaction.of(user + "-" + item + "-" + timeMs, user, item, 1f, timeMs);
    }

    private static EventResult result(Evaluation evaluation) {
        return new EventResult(
                evaluation.evaluated(),
                evaluation.knownUser(),
                evaluation.knownItem(),
                evaluation.consumedBefore(),
                evaluation.rank(),
                evaluation.popularityRank());
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

    private static Set<String> rowIds(List<RowDelta> deltas) {
        Set<String> ids = new TreeSet<>();
        for (RowDelta delta : deltas) {
            assertThat(ids.add(delta.rowId()))
                    .as("one delta for %s", delta.rowId())
                    .isTrue();
        }
        return ids;
    }

    private static Map<String, Long> counts(List<RowDelta> deltas) {
        return deltas.stream()
                .filter(delta -> delta.count() > 0)
                .collect(Collectors.toMap(RowDelta::rowId, RowDelta::count));
    }

    private static Map<String, Long> counted(List<Interaction> stream) {
        return stream.stream().collect(Collectors.groupingBy(Interaction::itemId, Collectors.counting()));
    }

    private static Map<String, List<Interaction>> byUser(List<Interaction> stream) {
        return stream.stream().collect(Collectors.groupingBy(Interaction::userId));
    }

    private static List<Interaction> ofSubtask(List<Interaction> stream, int subtask, int parallelism) {
        return stream.stream()
                .filter(event -> Subtasks.of(event.userId(), parallelism) == subtask)
                .toList();
    }

    private static List<Long> recentKeys(UserState user) {
        return IntStream.range(0, user.recent().size())
                .mapToObj(user.recent()::key)
                .toList();
    }

    private static long key(String itemId) {
        return StableHash.of(itemId);
    }

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
}
