package io.freshet.ranking.eval;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.StableHash;
import io.freshet.features.ItemReplica;
import io.freshet.features.LoopConfig;
import io.freshet.features.RankerState;
import io.freshet.ranking.EventConfig;
import io.freshet.ranking.ExpiringStream;
import io.freshet.ranking.ItemConfig;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.Streams;
import io.freshet.ranking.pipeline.RankerConfig;
import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParallelLearnersTest {
    private static final LearnerConfig SMALL = LearnerConfig.builder()
            .dimension(8)
            .contextLength(3)
            .negatives(6)
            .ringSize(40)
            .build();
    private static final RecommenderConfig CONFIG = new RecommenderConfig(SMALL, false, true, 100);
    private static final int EVENTS = 1_500;

    @ParameterizedTest(name = "mode {0}, variant {1}, sync {2}, delay {3}, held {4} pushes, seed {5}")
    @CsvSource({
        "G, X, 1, 0, 0, 1",
        "G, X, 7, 0, 0, 2",
        "G, X, 10, 3, 5, 3",
        "G, I, 10, 250, 2, 4",
        "S, X, 1, 40, 100, 5",
        "S, I, 2000, 0, 0, 6"
    })
    void aLoneLearnerRanksEveryEventAsTheEngineWithoutALoopDoes(
            Mode mode, Variant variant, int sync, int delay, int held, long seed) {
        TestPlan plan = plan(Streams.withTies(EVENTS, 30, 60, seed), mode, variant);
        RecommenderConfig config = new RecommenderConfig(SMALL, variant == Variant.I, mode == Mode.G, 100);

        Ranks alone = run(new EmbeddingModel(config, plan), plan);
        Ranks looped = run(
                new ParallelLearners(config, new LoopConfig(25, held), new LoopSchedule(1, sync, delay), plan), plan);

        for (int index = 0; index < EVENTS; index++) {
            assertThat(looped.rank(index)).as("event %s", index).isEqualTo(alone.rank(index));
            assertThat(looped.coldRank(index)).as("event %s", index).isEqualTo(alone.coldRank(index));
        }
        assertThat(looped.digest()).isEqualTo(alone.digest());
    }

    @ParameterizedTest(name = "variant {0}, sync {1}, delay {2}, held {3} pushes, seed {4}")
    @CsvSource({"X, 1, 0, 0, 1", "X, 7, 40, 3, 2", "I, 10, 250, 100, 3", "I, 2000, 0, 0, 4"})
    void aLoneLearnersRankerRanksEveryEventAsItDoesWithoutALoop(
            Variant variant, int sync, int delay, int held, long seed) {
        TestPlan plan = plan(Streams.withTies(EVENTS, 30, 60, seed), Mode.G, variant);
        RecommenderConfig config =
                new RecommenderConfig(SMALL, variant == Variant.I, true, 100).with(RankerConfig.DEFAULTS);

        Ranks alone = run(new EmbeddingModel(config, plan), plan);
        ParallelLearners looped =
                new ParallelLearners(config, new LoopConfig(25, held), new LoopSchedule(1, sync, delay), plan);

        assertThat(run(looped, plan).digest()).isEqualTo(alone.digest());
    }

    @ParameterizedTest(name = "ranker {0}, sync {1}, delay {2}, held {3} pushes, seed {4}")
    @CsvSource({
        "false, 1, 0, 0, 1",
        "false, 7, 40, 3, 2",
        "true, 1, 0, 0, 3",
        "true, 10, 25, 100, 4",
        "true, 2000, 0, 0, 5"
    })
    void aLoneLearnersItemsExpireAsWithoutALoop(boolean withRanker, int sync, int delay, int held, long seed) {
        TestPlan plan = plan(ExpiringStream.of(2_000, 30, seed), Mode.G, Variant.I);
        RecommenderConfig forEver = new RecommenderConfig(SMALL, true, true, 100);
        RecommenderConfig config =
                (withRanker ? forEver.with(RankerConfig.DEFAULTS) : forEver).with(ItemConfig.ofExpiry(1));

        Ranks alone = run(new EmbeddingModel(config, plan), plan);
        ParallelLearners looped =
                new ParallelLearners(config, new LoopConfig(25, held), new LoopSchedule(1, sync, delay), plan);

        assertThat(run(looped, plan).digest()).isEqualTo(alone.digest());
        assertThat(alone.digest())
                .isNotEqualTo(run(new EmbeddingModel(config.with(ItemConfig.DEFAULTS), plan), plan)
                        .digest());
    }

    @ParameterizedTest(name = "ranker {0}, sync {1}, delay {2}")
    @CsvSource({"false, 1, 0", "true, 10, 25", "true, 2000, 0"})
    void aLoneLearnersItemsAreAdmittedAsWithoutALoop(boolean withRanker, int sync, int delay) {
        TestPlan plan = plan(ExpiringStream.of(2_000, 30, 6), Mode.G, Variant.I);
        RecommenderConfig forAll = new RecommenderConfig(SMALL, true, true, 100);
        RecommenderConfig config =
                (withRanker ? forAll.with(RankerConfig.DEFAULTS) : forAll).with(new ItemConfig(1, 3));

        Ranks alone = run(new EmbeddingModel(config, plan), plan);
        ParallelLearners looped =
                new ParallelLearners(config, LoopConfig.DEFAULTS, new LoopSchedule(1, sync, delay), plan);

        assertThat(run(looped, plan).digest()).isEqualTo(alone.digest());
        assertThat(alone.digest())
                .isNotEqualTo(run(new EmbeddingModel(config.with(ItemConfig.ofExpiry(1)), plan), plan)
                        .digest());
    }

    @ParameterizedTest(name = "{0} learners, sync {1}, delay {2}, held {3} pushes")
    @CsvSource({"2, 10, 0, 0", "3, 7, 50, 4", "5, 20, 1, 100"})
    void theOwnerForgetsWhatNobodyWantsAndEveryReplicaEndsAlike(int learners, int sync, int delay, int held) {
        List<Interaction> events = ExpiringStream.of(4_000, 30, 10);
        TestPlan plan = plan(events, Mode.G, Variant.I);
        RecommenderConfig config = new RecommenderConfig(SMALL, true, true, 100)
                .with(RankerConfig.DEFAULTS)
                .with(ItemConfig.ofExpiry(1));
        ParallelLearners model =
                new ParallelLearners(config, new LoopConfig(25, held), new LoopSchedule(learners, sync, delay), plan);
        run(model, plan);
        model.loop().finish();
        model.loop().finish();

        long now = events.get(events.size() - 1).eventTimeMs();
        long day = 86_400_000;
        Map<String, Long> newest = new HashMap<>();
        events.forEach(event -> newest.merge(event.itemId(), event.eventTimeMs(), Math::max));
        newest.forEach((item, ms) -> {
            long owned = model.loop().ownedCount(item);
            if (ms > now - day + day / 16) {
                assertThat(owned).as("count of %s", item).isPositive();
                for (int learner = 0; learner < learners; learner++) {
                    assertThat(count(model.loop().replica(learner), item))
                            .as(item)
                            .isEqualTo(owned);
                }
            } else if (ms < now - 3 * day) {
                assertThat(owned).as("count of %s, which is gone", item).isZero();
            }
        });
        assertThat(newest).hasSizeGreaterThan(400);
        assertThat(model.loop().ownedRows()).isLessThan(350);
        // of rows that the owner removed already and that go here with the next step
        assertThat(model.statistics().unacknowledged()).isLessThan(5);
    }

    @Test
    void aSingleLearnerDislikesAndWeighsAsWithoutALoop() {
        EventConfig weights = new EventConfig(1f, 1f, 1f, 2.5f, 1f, -1f, 1f, 0.5f);
        TestPlan plan =
                new TestPlan(Tested.stream(Streams.withDislikes(EVENTS, 30, 60, 21)), Mode.G, Variant.I, 0, weights);
        RecommenderConfig config = new RecommenderConfig(SMALL, true, true, 100)
                .with(RankerConfig.DEFAULTS)
                .with(weights);
        Ranks alone = run(new EmbeddingModel(config, plan), plan);
        ParallelLearners looped = new ParallelLearners(config, new LoopConfig(25, 3), new LoopSchedule(1, 10, 0), plan);

        assertThat(run(looped, plan).digest()).isEqualTo(alone.digest());
        RecommenderConfig deaf = config.with(weights.withDislikeRate(0));
        assertThat(run(new EmbeddingModel(deaf, plan), plan).digest()).isNotEqualTo(alone.digest());
    }

    @Test
    void inTheEndTheRankersOfAllLearnersRankAlike() {
        TestPlan plan = plan(Streams.withTies(EVENTS, 30, 60, 17), Mode.G, Variant.I);
        RecommenderConfig config = new RecommenderConfig(SMALL, true, true, 100).with(RankerConfig.DEFAULTS);
        ParallelLearners model = new ParallelLearners(config, new LoopConfig(25, 4), new LoopSchedule(3, 20, 30), plan);
        run(model, plan);
        model.loop().finish();

        RankerState first = requireNonNull(model.loop().replica(0).ranker());
        assertThat(first.signals().clock()).isEqualTo(EVENTS);
        for (int learner = 1; learner < 3; learner++) {
            RankerState other = requireNonNull(model.loop().replica(learner).ranker());
            assertThat(other.signals().clock()).isEqualTo(EVENTS);
            for (int feature = 0; feature < first.features().size(); feature++) {
                assertThat(other.weights().weight(0, feature))
                        .isCloseTo(first.weights().weight(0, feature), within(1e-4f));
            }
        }
        assertThat(first.weights().weight(0, 3)).as("something was learned").isNotZero();
        assertThat(model.statistics().unacknowledged()).isZero();
    }

    @ParameterizedTest(name = "delay {0}: at {1}")
    @CsvSource({"0, 3", "1, 4", "2, 5"})
    void anItemOfAnotherLearnerIsInTheListAfterTheSyncAndTheDelay(int delay, int firstIndex) {
        String here = userOf(0);
        String there = userOf(1);
        TestPlan plan = plan(
                List.of(
                        event(here, "own-0", 1),
                        event(there, "foreign", 2),
                        event(here, "own-1", 3),
                        event(here, "own-2", 4),
                        event(here, "own-3", 5),
                        event(here, "own-4", 6)),
                Mode.G,
                Variant.X);
        ParallelLearners model = new ParallelLearners(CONFIG, LoopConfig.DEFAULTS, new LoopSchedule(2, 3, delay), plan);
        Map<Integer, List<String>> lists = listsOf(model, plan);

        for (int index = 2; index < plan.stream().size(); index++) {
            assertThat(lists.get(index))
                    .as("event %s", index)
                    .isEqualTo(index < firstIndex ? List.of() : List.of("foreign"));
        }
    }

    @ParameterizedTest(name = "{0} learners, sync {1}, delay {2}, held {3} pushes")
    @CsvSource({"2, 10, 0, 0", "3, 7, 50, 4", "16, 100, 1, 100", "50, 20, 300, 2"})
    void inTheEndOwnerAndReplicasHaveTheCountsOfTheStream(int learners, int sync, int delay, int held) {
        List<Interaction> events = Streams.withTies(EVENTS, 30, 60, 9);
        TestPlan plan = plan(events, Mode.G, Variant.X);
        ParallelLearners model =
                new ParallelLearners(CONFIG, new LoopConfig(25, held), new LoopSchedule(learners, sync, delay), plan);
        run(model, plan);
        model.loop().finish();

        Map<String, Long> naive = new HashMap<>();
        events.forEach(event -> naive.merge(event.itemId(), 1L, Long::sum));
        naive.forEach((item, count) -> {
            assertThat(model.loop().ownedCount(item)).as(item).isEqualTo(count);
            for (int learner = 0; learner < learners; learner++) {
                assertThat(count(model.loop().replica(learner), item)).as(item).isEqualTo(count);
            }
        });
        assertThat(model.statistics().unacknowledged()).isZero();
    }

    @Test
    void everyRunGivesTheSameRanksAndTheSameTraffic() {
        TestPlan plan = plan(Streams.withTies(EVENTS, 30, 60, 11), Mode.G, Variant.X);
        ParallelLearners first = parallel(new LoopSchedule(4, 20, 30), plan);
        ParallelLearners second = parallel(new LoopSchedule(4, 20, 30), plan);

        assertThat(run(first, plan).digest()).isEqualTo(run(second, plan).digest());
        assertThat(first.statistics()).isEqualTo(second.statistics());
    }

    @Test
    void learnersThatHearOfEachOtherRankBetterThanSuchThatDoNot() {
        TestPlan plan = plan(Streams.sequential(6_000, 120, 40, 3), Mode.G, Variant.I);
        RecommenderConfig config = new RecommenderConfig(SMALL, true, true, 100);
        ParallelLearners hearing = new ParallelLearners(config, LoopConfig.DEFAULTS, new LoopSchedule(8, 40, 0), plan);
        ParallelLearners deaf = new ParallelLearners(config, LoopConfig.DEFAULTS, new LoopSchedule(8, 6_001, 0), plan);

        assertThat(hitRate(run(hearing, plan))).isGreaterThan(hitRate(run(deaf, plan)) + 0.1);
        assertThat(deaf.statistics().rowsPublished()).isZero();
        assertThat(deaf.statistics().unacknowledged()).isPositive();
    }

    @Test
    void heldRowsAreFewerRows() {
        TestPlan plan = plan(Streams.withTies(EVENTS, 30, 60, 12), Mode.G, Variant.X);
        ParallelLearners atOnce = new ParallelLearners(CONFIG, new LoopConfig(25, 0), new LoopSchedule(2, 5, 0), plan);
        ParallelLearners held = new ParallelLearners(CONFIG, new LoopConfig(25, 50), new LoopSchedule(2, 5, 0), plan);
        run(atOnce, plan);
        run(held, plan);

        assertThat(held.statistics().rowsPublished())
                .isLessThan(atOnce.statistics().rowsPublished());
        assertThat(held.statistics().bytesPublished())
                .isLessThan(atOnce.statistics().bytesPublished());
    }

    @Test
    void theStatisticsCountAPublicationForEachPushedRow() {
        String here = userOf(0);
        String there = userOf(1);
        TestPlan plan = plan(
                List.of(event(here, "both", 1), event(there, "both", 2), event(here, "own", 3)), Mode.G, Variant.X);
        ParallelLearners model = parallel(new LoopSchedule(2, 2, 0), plan);
        run(model, plan);
        LoopStatistics statistics = model.statistics();

        assertThat(statistics.events()).isEqualTo(3);
        // by each learner "both", and the situation of no recent item
        assertThat(statistics.rowsPublished()).isEqualTo(4);
        assertThat(statistics.rowsPublishedPerEvent()).isEqualTo(4 / 3.0);
        int floats = 2 * SMALL.dimension() + 4 + SMALL.dimension() + 1;
        assertThat(statistics.bytesPublished() / 2)
                .isBetween((long) floats * Float.BYTES, (long) floats * Float.BYTES + 140);
        // "own", "both" as its negative or context or both, the context weights, and two situations
        assertThat(statistics.unacknowledged()).isBetween(4, 5);
    }

    @Test
    void everyReplicaTakesItsMemory() {
        TestPlan plan = plan(Streams.withTies(EVENTS, 30, 60, 13), Mode.G, Variant.X);
        EmbeddingModel alone = new EmbeddingModel(CONFIG, plan);
        ParallelLearners model = parallel(new LoopSchedule(3, 10, 0), plan);
        run(alone, plan);
        run(model, plan);
        model.loop().finish();

        assertThat(model.userBytes()).isEqualTo(alone.userBytes());
        assertThat(model.itemBytes()).isEqualTo(3 * alone.itemBytes());
    }

    @Test
    void liveEveryLearnerPushesAfterSoManyEventsOfItsOwn() {
        assertThat(LoopSchedule.asLive(4, new LoopConfig(25, 100), 7)).isEqualTo(new LoopSchedule(4, 100, 7));
        assertThat(LoopSchedule.asLive(1, new LoopConfig(25, 100, 300), 7)).isEqualTo(new LoopSchedule(1, 300, 7));
        assertThat(LoopSchedule.asLive(1_000, new LoopConfig(Integer.MAX_VALUE, 1), 0)
                        .sync())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void anImpossibleScheduleIsRefusedWithItsValueAndLimit() {
        assertThatThrownBy(() -> new LoopSchedule(0, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("learners is 0: set it between 1 and 1000, each holds all items");
        assertThatThrownBy(() -> new LoopSchedule(1_001, 1, 0)).hasMessageStartingWith("learners is 1001: ");
        assertThatThrownBy(() -> new LoopSchedule(1, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sync is 0: set it to 1 event or more");
        assertThatThrownBy(() -> new LoopSchedule(1, 1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("delay is -1: set it to 0 events or more");
    }

    private static ParallelLearners parallel(LoopSchedule schedule, TestPlan plan) {
        return new ParallelLearners(CONFIG, new LoopConfig(25, 3), schedule, plan);
    }

    private static TestPlan plan(List<Interaction> events, Mode mode, Variant variant) {
        return new TestPlan(Tested.stream(events), mode, variant, 0);
    }

    private static Ranks run(PrequentialModel model, TestPlan plan) {
        return Tested.run(any -> model, plan, PrequentialRun.Observer.NONE);
    }

    private static double hitRate(Ranks ranks) {
        return new Summary(ranks).of(Window.all(ranks.plan()), Population.ALL).hitRate();
    }

    /** By event, the list that it was tested against. */
    private static Map<Integer, List<String>> listsOf(PrequentialModel model, TestPlan plan) {
        Map<Integer, List<String>> lists = new HashMap<>();
        Tested.run(any -> model, plan, new PrequentialRun.Observer() {
            @Override
            public void ranked(RecordedEvent event, boolean knownUser, int rank) {
                if (knownUser) {
                    int[] items = new int[10];
                    int size = model.top(event, items);
                    List<String> list = new ArrayList<>();
                    Arrays.stream(items, 0, size)
                            .forEach(item -> list.add(plan.stream().itemId(item)));
                    lists.put(event.index(), list);
                }
            }
        });
        return lists;
    }

    private static long count(ItemReplica replica, String item) {
        return replica.popularity().count(replica.model().index().row(StableHash.of(item)));
    }

    /** A user whose events go to one of two learners. */
    private static String userOf(int learner) {
        for (int n = 0; ; n++) {
            if (ParallelLearners.learnerOf("u" + n, 2) == learner) {
                return "u" + n;
            }
        }
    }

    private static Interaction event(String user, String item, long timeMs) {
        return Interaction.of(user + item + timeMs, user, item, 1f, timeMs);
    }
}
