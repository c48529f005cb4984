package io.freshet.ranking.eval;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.StableHash;
import io.freshet.features.LoopConfig;
import io.freshet.features.declared.Aggregation;
import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.ranking.EventConfig;
import io.freshet.ranking.ExpiringStream;
import io.freshet.ranking.ItemConfig;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.Streams;
import io.freshet.ranking.pipeline.DeclaredConfig;
import io.freshet.ranking.pipeline.RankerConfig;
import io.freshet.ranking.pipeline.SampleDeclared;
import io.freshet.schemas.Interaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ranker with declared features, evaluated. */
final class DeclaredFeaturesTest {
    private static final LearnerConfig SMALL = LearnerConfig.builder()
            .dimension(8)
            .contextLength(3)
            .negatives(6)
            .ringSize(40)
            .build();

    /** Views say nothing of what is wanted; they are there for the features. */
    private static final EventConfig VIEWS_WEIGH_NOTHING = new EventConfig(0f, 1f, 1f, 1f, 1f, -1f, 1f, 0.1f);

    private static final DeclaredConfig SEEN = new DeclaredConfig(
            List.of(FeatureDefinition.builder("seen", Entity.USER_ITEM, Aggregation.COUNT)
                    .events(Set.of("view"))
                    .window(Duration.ofHours(1))
                    .build()),
            50);

    @Test
    void whoHasLookedAtAnItemBuysIt() {
        TestPlan plan = plan(lookThenBuy(4_000), Variant.X);
        RecommenderConfig without = config(false);

        int before = hits(new EmbeddingModel(without, plan), plan);
        int after = hits(new EmbeddingModel(without.with(SEEN), plan), plan);

        assertThat(before).as("by chance, one of 50 in ten places").isLessThan(700);
        assertThat(after).isGreaterThan(1_400).isGreaterThan(2 * before);
    }

    @ParameterizedTest(name = "variant {0}, sync {1}, delay {2}, held {3} pushes, seed {4}")
    @CsvSource({"X, 1, 0, 0, 1", "I, 10, 250, 100, 3"})
    void aLoneLearnerRanksAsWithoutALoop(Variant variant, int sync, int delay, int held, long seed) {
        TestPlan plan = plan(Streams.withDislikes(1_500, 30, 60, seed), variant);
        RecommenderConfig config = config(variant == Variant.I).with(SampleDeclared.all());

        Ranks alone = run(new EmbeddingModel(config, plan), plan);
        ParallelLearners looped =
                new ParallelLearners(config, new LoopConfig(25, held), new LoopSchedule(1, sync, delay), plan);

        assertThat(run(looped, plan).digest()).isEqualTo(alone.digest());
        assertThat(run(new EmbeddingModel(config(variant == Variant.I), plan), plan)
                        .digest())
                .as("they say something")
                .isNotEqualTo(alone.digest());
    }

    /** Of items alone, of which views make no rows. */
    @ParameterizedTest(name = "sync {0}, delay {1}, seed {2}")
    @CsvSource({"1, 0, 1", "10, 25, 4", "7, 400, 5"})
    void aLoneLearnersFeaturesOfItemsExpireAsWithoutALoop(int sync, int delay, long seed) {
        List<Interaction> stream = ExpiringStream.of(2_000, 30, seed).stream()
                .map(event -> StableHash.of(event.eventId()) % 3 == 0 ? viewed(event) : event)
                .toList();
        TestPlan plan = plan(stream, Variant.I);
        RecommenderConfig forEver = config(true).with(itemsOnly());
        RecommenderConfig config = forEver.with(ItemConfig.ofExpiry(1));

        Ranks alone = run(new EmbeddingModel(config, plan), plan);
        ParallelLearners looped =
                new ParallelLearners(config, new LoopConfig(25, 3), new LoopSchedule(1, sync, delay), plan);

        assertThat(run(looped, plan).digest()).isEqualTo(alone.digest());
        looped.loop().finish();
        assertThat(requireNonNull(looped.loop().replica(0).ranker())
                        .itemFeatures()
                        .size())
                .as("an expiry of a day, of a stream of many")
                .isLessThan((int) stream.stream()
                                .map(Interaction::itemId)
                                .distinct()
                                .count()
                        / 2);
        assertThat(run(new EmbeddingModel(config(true).with(ItemConfig.ofExpiry(1)), plan), plan)
                        .digest())
                .as("they say something")
                .isNotEqualTo(alone.digest());
    }

    /** What many look at they buy next, which no learner of five can tell by its own users. */
    @Test
    void learnersHearFromEachOtherWhatIsLookedAt() {
        List<Interaction> stream = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(3);
        for (int n = 0; n < 3_000; n++) {
            int hot = random.nextInt(60);
            long timeMs = n * 3_600_000L;
            for (int view = 0; view < 4; view++) {
                stream.add(event("v" + n + "-" + view, "u" + random.nextInt(80), "i" + hot, "view", timeMs + view));
            }
            stream.add(event("p" + n, "u" + random.nextInt(80), "i" + hot, "purchase", timeMs + 600_000));
        }
        TestPlan plan = plan(stream, Variant.I);
        DeclaredConfig views = new DeclaredConfig(
                List.of(FeatureDefinition.builder("views", Entity.ITEM, Aggregation.COUNT)
                        .events(Set.of("view"))
                        .window(Duration.ofHours(1))
                        .build()),
                50);
        ParallelLearners hearing =
                new ParallelLearners(config(true).with(views), new LoopConfig(25, 3), new LoopSchedule(5, 1, 0), plan);
        ParallelLearners deaf = new ParallelLearners(
                config(true).with(views), new LoopConfig(25, 3), new LoopSchedule(5, 100_000, 0), plan);

        int alone = hits(new EmbeddingModel(config(true).with(views), plan), plan);
        int heard = hits(hearing, plan);
        int unheard = hits(deaf, plan);
        assertThat(alone).as("of 3,000").isGreaterThan(1_500);
        assertThat(heard).isGreaterThan(alone * 9 / 10);
        assertThat(unheard).isLessThan(heard * 3 / 4);
        hearing.loop().finish();
        assertThat(hearing.statistics().unacknowledged()).isZero();
    }

    private static DeclaredConfig itemsOnly() {
        return new DeclaredConfig(
                SampleDeclared.all().definitions().stream()
                        .filter(each -> each.entity() == Entity.ITEM)
                        .toList(),
                1);
    }

    private static Interaction viewed(Interaction event) {
        return event(event.eventId(), event.userId(), event.itemId(), "view", event.eventTimeMs());
    }

    /** Of 50 items a user looks at one and buys it some minutes later; what is bought says nothing of what is next. */
    private static List<Interaction> lookThenBuy(int events) {
        SplittableRandom random = new SplittableRandom(7);
        List<Interaction> stream = new ArrayList<>();
        for (int n = 0; n < events / 2; n++) {
            String user = "u" + random.nextInt(100);
            String item = "i" + random.nextInt(50);
            stream.add(event("v" + n, user, item, "view", n * 600_000L));
            stream.add(event("p" + n, user, item, "purchase", n * 600_000L + 60_000));
        }
        return stream;
    }

    private static Interaction event(String id, String user, String item, String type, long timeMs) {
        return new Interaction(id, user, item, type, 1f, timeMs, null, null, Map.of());
    }

    private static RecommenderConfig config(boolean repeat) {
        return new RecommenderConfig(SMALL, repeat, true, 100)
                .with(RankerConfig.DEFAULTS)
                .with(VIEWS_WEIGH_NOTHING);
    }

    private static TestPlan plan(List<Interaction> events, Variant variant) {
        return new TestPlan(Tested.stream(events), Mode.G, variant, 0, VIEWS_WEIGH_NOTHING);
    }

    private static int hits(PrequentialModel model, TestPlan plan) {
        Ranks ranks = run(model, plan);
        int hits = 0;
        for (int index = 0; index < plan.stream().size(); index++) {
            if (plan.isTested(index) && ranks.rank(index) > 0 && ranks.rank(index) <= 10) {
                hits++;
            }
        }
        return hits;
    }

    private static Ranks run(PrequentialModel model, TestPlan plan) {
        return Tested.run(any -> model, plan, PrequentialRun.Observer.NONE);
    }
}
