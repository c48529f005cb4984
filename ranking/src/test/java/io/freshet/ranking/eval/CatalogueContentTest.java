package io.freshet.ranking.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.StableHash;
import io.freshet.features.ItemFacts;
import io.freshet.features.LoopConfig;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.pipeline.RankerConfig;
import io.freshet.ranking.pipeline.Rules;
import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items of two kinds, users of two tastes, and items that come in one after the other. */
final class CatalogueContentTest {
    private static final LearnerConfig SMALL = LearnerConfig.builder()
            .dimension(8)
            .contextLength(5)
            .negatives(16)
            .ringSize(200)
            .build();
    private static final int EVENTS = 4_000;
    private static final int ITEMS = 400;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anItemThatNobodyHasTouchedIsRankedForThoseWhoLikeItsKind(boolean ranker) {
        TestPlan plan = plan();
        RecommenderConfig config = config(ranker);
        Accuracy without = newItems(run(new EmbeddingModel(config, plan), plan));
        Accuracy with = newItems(run(model(config, plan), plan));

        assertThat(without.events()).isEqualTo(with.events()).isGreaterThan(250);
        assertThat(without.hitRateOf100()).isZero();
        assertThat(with.hitRateOf100()).isGreaterThan(0.1);
    }

    @ParameterizedTest(name = "ranker {0}, sync {1}, delay {2}, held {3}")
    @CsvSource({"false, 7, 0, 0", "false, 10, 30, 5", "true, 10, 30, 5"})
    void aLoneLearnersRanksAreThoseWithoutALoop(boolean ranker, int sync, int delay, int held) {
        TestPlan plan = plan();
        RecommenderConfig config = config(ranker);
        ParallelLearners looped = new ParallelLearners(
                config, new LoopConfig(25, held), new LoopSchedule(1, sync, delay), catalogue(), plan);

        assertThat(run(looped, plan).digest())
                .isEqualTo(run(model(config, plan), plan).digest());
    }

    @Test
    void severalLearnersShareTheMapAndWhatTheRowsStartedFrom() {
        TestPlan plan = plan();
        ParallelLearners learners = new ParallelLearners(
                config(false), new LoopConfig(25, 4), new LoopSchedule(3, 20, 10), catalogue(), plan);
        Accuracy newItems = newItems(run(learners, plan));
        learners.loop().finish();

        assertThat(newItems.hitRateOf100()).isGreaterThan(0.1);
        assertThat(learners.statistics().unacknowledged()).isZero();
        for (String item : List.of("even-10", "odd-11", "even-200")) {
            float[] first = target(learners, 0, item);
            for (int learner = 1; learner < 3; learner++) {
                float[] other = target(learners, learner, item);
                for (int i = 0; i < first.length; i++) {
                    assertThat(other[i]).isCloseTo(first[i], within(1e-4f));
                }
            }
        }
    }

    @Test
    void whatIsInNoEventAndInNoCatalogueYetIsInNoList() {
        TestPlan plan = plan();
        List<RecordedCatalogue.Entry> late = catalogue().entries().stream()
                .map(entry ->
                        new RecordedCatalogue.Entry(entry.itemId(), entry.facts(), entry.content(), Long.MAX_VALUE))
                .toList();
        EmbeddingModel told = new EmbeddingModel(config(false), Rules.NONE, new RecordedCatalogue(late), plan);

        assertThat(run(told, plan).digest())
                .isEqualTo(run(new EmbeddingModel(config(false), plan), plan).digest());
    }

    private static float[] target(ParallelLearners learners, int learner, String item) {
        ItemModel model = learners.loop().replica(learner).model();
        int row = model.index().row(StableHash.of(item));
        int from = model.targets().offset(row);
        return Arrays.copyOfRange(model.targets().chunk(row), from, from + 8);
    }

    private static RecommenderConfig config(boolean ranker) {
        RecommenderConfig config = new RecommenderConfig(SMALL, false, true, 100);
        return ranker ? config.with(RankerConfig.DEFAULTS) : config;
    }

    private static EmbeddingModel model(RecommenderConfig config, TestPlan plan) {
        return new EmbeddingModel(config, Rules.NONE, catalogue(), plan);
    }

    private static Accuracy newItems(Ranks ranks) {
        return new Summary(ranks).of(Slice.ITEM_NEW);
    }

    private static Ranks run(PrequentialModel model, TestPlan plan) {
        try {
            return new PrequentialRun(plan, model, PrequentialRun.Observer.NONE).run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RecordedCatalogue catalogue() {
        List<RecordedCatalogue.Entry> entries = new ArrayList<>();
        for (int item = 0; item < ITEMS; item++) {
            float[] content = {item % 2, 1 - item % 2};
            entries.add(new RecordedCatalogue.Entry(item(item), ItemFacts.USUAL, content, 0));
        }
        return new RecordedCatalogue(entries);
    }

    private static TestPlan plan() {
        SplittableRandom random = new SplittableRandom(3);
        RecordedStream.Builder stream = new RecordedStream.Builder();
        for (int n = 0; n < EVENTS; n++) {
            int user = random.nextInt(60);
            int known = Math.max(20, ITEMS * n / EVENTS);
            int item = 2 * random.nextInt(known / 2) + user % 2;
            stream.add(Interaction.of("e" + n, "u" + user, item(item), 1f, 1_000L * n));
        }
        return new TestPlan(stream.build(), Mode.G, Variant.X, 0);
    }

    private static String item(int number) {
        return (number % 2 == 0 ? "even-" : "odd-") + number;
    }
}
