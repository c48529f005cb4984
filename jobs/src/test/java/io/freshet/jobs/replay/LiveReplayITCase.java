package io.freshet.jobs.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.features.LoopConfig;
import io.freshet.features.declared.Aggregation;
import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.jobs.input.SyntheticStream;
import io.freshet.jobs.local.StopSignal;
import io.freshet.ranking.EventConfig;
import io.freshet.ranking.ItemConfig;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.eval.EmbeddingModel;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.PrequentialRun;
import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Variant;
import io.freshet.ranking.pipeline.DeclaredConfig;
import io.freshet.ranking.pipeline.RankerConfig;
import io.freshet.schemas.Interaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LiveReplayITCase {
    private static final int EVENTS = 4_000;
    private static final int WARM_UP = 500;

    private final StopSignal stop = new StopSignal();

    @ParameterizedTest(name = "with a ranker: {0}")
    @ValueSource(booleans = {false, true})
    void withOneLearnerEveryRankIsTheRunners(boolean withRanker) throws Exception {
        TestPlan plan = new TestPlan(stream(), Mode.G, Variant.X, WARM_UP);
        AtomicInteger answered = new AtomicInteger();
        RecommenderConfig embedding = RecommenderConfig.defaults(false);
        RecommenderConfig engine = withRanker ? embedding.with(RankerConfig.DEFAULTS) : embedding;
        LiveLoad fast = new LiveLoad(1, null, Duration.ZERO);

        LiveResult live = new LiveReplay(plan, settings(fast, engine)).run(answered::set, stop);

        Agreement agreement = Agreement.of(live.ranks(), runner(plan, engine), 1);
        assertThat(agreement.compared()).isEqualTo(plan.tests()).isLessThanOrEqualTo(EVENTS - WARM_UP);
        assertThat(agreement.equalRanks()).isEqualTo(1);
        assertThat(agreement.hitsInBoth()).as("something is learned").isGreaterThan(100);
        assertThat(live.unevaluated()).isZero();
        assertThat(live.events()).isEqualTo(EVENTS);
        assertThat(live.eventsPerSecond()).isPositive();
        assertThat(answered).hasValue(EVENTS);
    }

    /** Rows go to other items all the time, and items come back that were forgotten. */
    @ParameterizedTest(name = "loop delay {0} ms")
    @ValueSource(ints = {0, 300})
    void itemsThatNobodyWantsAreForgottenLiveAsInTheRunner(int delayMs) throws Exception {
        TestPlan plan = new TestPlan(comingAndGoing(), Mode.G, Variant.I, WARM_UP);
        RecommenderConfig forEver = RecommenderConfig.defaults(true).with(RankerConfig.DEFAULTS);
        RecommenderConfig engine = forEver.with(ItemConfig.ofExpiry(1));
        LiveLoad load = new LiveLoad(1, null, Duration.ofMillis(delayMs));

        LiveResult live = new LiveReplay(plan, settings(load, engine)).run(answers -> {}, stop);

        Ranks runner = runner(plan, engine);
        Agreement agreement = Agreement.of(live.ranks(), runner, 1);
        assertThat(agreement.compared()).isEqualTo(plan.tests()).isGreaterThan(EVENTS - 2 * WARM_UP);
        // rows that come late differ from the own ones by the order of float additions
        assertThat(agreement.equalRanks()).isGreaterThanOrEqualTo(delayMs == 0 ? 1 : 0.999);
        assertThat(agreement.hitsInBoth()).as("something is learned").isGreaterThan(100);
        assertThat(live.traffic()).isNotNull();
        assertThat(live.traffic().rows()).isPositive();
        assertThat(live.traffic().bytes()).isGreaterThan(100 * live.traffic().rows());
        assertThat(live.traffic().pushes()).isBetween(EVENTS / 1000L, (long) EVENTS);
        assertThat(runner.digest()).isNotEqualTo(runner(plan, forEver).digest());
    }

    @Test
    void dislikesAndWeightsCountLiveAsInTheRunner() throws Exception {
        EventConfig weights = new EventConfig(1f, 1f, 1f, 2f, 1f, -1f, 1f, 0.5f);
        TestPlan plan = new TestPlan(withDislikes(), Mode.G, Variant.I, 0, weights);
        RecommenderConfig engine =
                RecommenderConfig.defaults(true).with(RankerConfig.DEFAULTS).with(weights);

        LiveResult live =
                new LiveReplay(plan, settings(new LiveLoad(1, null, Duration.ZERO), engine)).run(answers -> {}, stop);

        Agreement agreement = Agreement.of(live.ranks(), runner(plan, engine), 1);
        assertThat(agreement.compared()).isEqualTo(plan.tests()).isBetween(2 * EVENTS / 3, EVENTS - EVENTS / 10);
        assertThat(agreement.equalRanks()).isEqualTo(1);
        assertThat(live.events()).isEqualTo(EVENTS);
        assertThat(live.unevaluated()).isZero();
    }

    /** Of users, of users with items and of items, also from events that are passed over else. */
    @ParameterizedTest(name = "loop delay {0} ms, items expire after {1} days")
    @CsvSource({"0, 0", "300, 0", "0, 1"})
    void declaredFeaturesAreLiveWhatTheyAreInTheRunner(int delayMs, int expiryDays) throws Exception {
        EventConfig weights = new EventConfig(1f, 1f, 0f, 1f, 1f, -1f, 1f, 0.1f);
        TestPlan plan = new TestPlan(withEveryFifth("cart"), Mode.G, Variant.I, 0, weights);
        DeclaredConfig declared = new DeclaredConfig(
                List.of(
                        FeatureDefinition.builder("in_cart", Entity.USER_ITEM, Aggregation.COUNT)
                                .events(Set.of("cart"))
                                .build(),
                        FeatureDefinition.builder("warm", Entity.USER_ITEM, Aggregation.DECAYED_COUNT)
                                .halfLife(Duration.ofDays(1))
                                .build(),
                        FeatureDefinition.builder("busy", Entity.USER, Aggregation.COUNT)
                                .window(Duration.ofHours(1))
                                .build(),
                        FeatureDefinition.builder("in_carts", Entity.ITEM, Aggregation.COUNT)
                                .events(Set.of("cart"))
                                .window(Duration.ofHours(12))
                                .build(),
                        FeatureDefinition.builder("buyers", Entity.ITEM, Aggregation.DISTINCT)
                                .ttl(Duration.ofHours(6))
                                .build(),
                        FeatureDefinition.builder("hot", Entity.ITEM, Aggregation.DECAYED_COUNT)
                                .halfLife(Duration.ofHours(2))
                                .build()),
                20);
        RecommenderConfig without = RecommenderConfig.defaults(true)
                .with(RankerConfig.DEFAULTS)
                .with(weights)
                .with(ItemConfig.ofExpiry(expiryDays));
        RecommenderConfig engine = without.with(declared);
        LiveLoad load = new LiveLoad(1, null, Duration.ofMillis(delayMs));

        LiveResult live = new LiveReplay(plan, settings(load, engine)).run(answers -> {}, stop);

        Ranks runner = runner(plan, engine);
        Agreement agreement = Agreement.of(live.ranks(), runner, 1);
        assertThat(agreement.compared()).isEqualTo(plan.tests()).isBetween(EVENTS / 2, EVENTS - EVENTS / 5);
        assertThat(agreement.equalRanks()).isEqualTo(1);
        assertThat(live.events()).isEqualTo(EVENTS);
        assertThat(runner.digest()).isNotEqualTo(runner(plan, without).digest());
    }

    @Test
    void withTwoLearnersEveryEventHasAnEvaluation() throws Exception {
        TestPlan plan = new TestPlan(stream(), Mode.G, Variant.I, 0);

        LiveResult live = new LiveReplay(plan, settings(2, true)).run(answers -> {}, stop);

        Agreement agreement = Agreement.of(live.ranks(), runner(plan), 2);
        assertThat(live.events()).isEqualTo(EVENTS);
        assertThat(live.unevaluated()).isZero();
        assertThat(agreement.compared()).isEqualTo(EVENTS);
        // both are about 0.8; who learns what first differs from run to run
        assertThat(agreement.equalRanks()).isBetween(0.5, 1.0);
        assertThat(agreement.hitOverlap()).isBetween(0.5, 1.0);
    }

    @Test
    void aStopRequestInterruptsTheReplay() throws Exception {
        LiveReplay replay = new LiveReplay(new TestPlan(stream(), Mode.G, Variant.X, 0), settings(1, false));
        assertThatThrownBy(() -> replay.run(answers -> stop.request(), stop)).isInstanceOf(InterruptedException.class);
    }

    private RecordedStream stream() {
        RecordedStream.Builder stream = new RecordedStream.Builder();
        SyntheticStream.open(1, EVENTS).forEachRemaining(stream::add);
        return stream.build();
    }

    /** An event each ten minutes; items are new all the time, wanted for some days, and seldom again. */
    private static RecordedStream comingAndGoing() {
        SplittableRandom random = new SplittableRandom(4);
        RecordedStream.Builder stream = new RecordedStream.Builder();
        for (int n = 0; n < EVENTS; n++) {
            int newest = n / 5;
            int item = random.nextInt(15) == 0 ? random.nextInt(newest + 1) : Math.max(0, newest - random.nextInt(40));
            stream.add(Interaction.of("e" + n, "u" + random.nextInt(50), "i" + item, 1f, 600_000L * n));
        }
        return stream.build();
    }

    /** Every fifth event says that its user does not want the item. */
    private RecordedStream withDislikes() {
        return withEveryFifth(EventConfig.DISLIKE);
    }

    private RecordedStream withEveryFifth(String type) {
        RecordedStream plain = stream();
        RecordedStream.Builder stream = new RecordedStream.Builder();
        for (int index = 0; index < plain.size(); index++) {
            Interaction event = plain.interaction(index);
            stream.add(
                    index % 5 != 0
                            ? event
                            : new Interaction(
                                    event.eventId(),
                                    event.userId(),
                                    event.itemId(),
                                    type,
                                    1f,
                                    event.eventTimeMs(),
                                    null,
                                    null,
                                    Map.of()));
        }
        return stream.build();
    }

    private static LiveSettings settings(int parallelism, boolean repeat) {
        return settings(new LiveLoad(parallelism, null, Duration.ZERO), repeat);
    }

    private static LiveSettings settings(LiveLoad load, boolean repeat) {
        return settings(load, RecommenderConfig.defaults(repeat));
    }

    private static LiveSettings settings(LiveLoad load, RecommenderConfig engine) {
        return new LiveSettings(engine, LoopConfig.DEFAULTS, load, 1, Duration.ofSeconds(60));
    }

    private static Ranks runner(TestPlan plan) throws InterruptedException {
        return runner(plan, RecommenderConfig.defaults(plan.variant() == Variant.I));
    }

    private static Ranks runner(TestPlan plan, RecommenderConfig config) throws InterruptedException {
        return new PrequentialRun(plan, new EmbeddingModel(config, plan), PrequentialRun.Observer.NONE).run();
    }
}
