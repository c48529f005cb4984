package io.freshet.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.LearnerConfig;
import io.freshet.features.UserState;
import io.freshet.ranking.baseline.Baseline;
import io.freshet.ranking.baseline.BaselineConfig;
import io.freshet.ranking.eval.EmbeddingModel;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.Population;
import io.freshet.ranking.eval.PrequentialModel;
import io.freshet.ranking.eval.PrequentialRun;
import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.RecordedEvent;
import io.freshet.ranking.eval.Summary;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Tested;
import io.freshet.ranking.eval.Variant;
import io.freshet.ranking.eval.Window;
import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecommenderRandomizedTest {
    private static final long SEED = 20_260_106;
    private static final LearnerConfig LEARNER = LearnerConfig.builder()
            .dimension(16)
            .contextLength(4)
            .negatives(12)
            .ringSize(200)
            .build();

    @ParameterizedTest(name = "repeat {0}, mode {1}, {2} users, {3} items, seed {4}")
    @CsvSource({
        "false, G, 8, 30, 1",
        "true, G, 8, 30, 2",
        "false, G, 3, 200, 3",
        "true, G, 2, 5, 4",
        "true, G, 40, 150, 5",
        "false, S, 8, 30, 6",
        "true, S, 3, 30, 7"
    })
    void testingAndLearningEventByEventGivesTheRanksOfTestingAWholeGroupFirst(
            boolean repeat, Mode mode, int users, int items, long seed) {
        List<Interaction> stream = Streams.withTies(3_000, users, items, seed);
        RecommenderConfig config = new RecommenderConfig(LEARNER, repeat, mode == Mode.G, 100);

        List<String> live = liveRanks(config, stream);

        assertThat(live).hasSizeGreaterThan(200).isEqualTo(prequentialRanks(config, mode, stream));
        assertThat(live).anyMatch(line -> line.endsWith(" known true rank 1"));
    }

    @Test
    @DisplayName("two runs give the same ranks and the same lists, seed " + SEED)
    void twoRunsGiveTheSameRanksAndTheSameLists() {
        List<Interaction> stream = Streams.withTies(1_500, 10, 60, SEED);
        assertThat(digest(stream)).hasSizeGreaterThan(1_000).isEqualTo(digest(stream));
    }

    @Test
    @DisplayName("the embedding beats popularity where the order of items matters, seed " + SEED)
    void theEmbeddingBeatsPopularityWhereTheOrderOfItemsMatters() {
        List<Interaction> stream = Streams.sequential(4_000, 25, 60, SEED);

        double embedding =
                hitRate(plan -> new EmbeddingModel(new RecommenderConfig(LEARNER, true, true, 100), plan), stream);
        double popularity =
                hitRate(plan -> Baseline.POPULARITY.create(BaselineConfig.DEFAULTS, 0, plan.variant()), stream);

        assertThat(popularity).isBetween(0.1, 0.3);
        assertThat(embedding).isGreaterThan(2 * popularity);
    }

    private static double hitRate(Function<TestPlan, PrequentialModel> model, List<Interaction> stream) {
        TestPlan plan = new TestPlan(Tested.stream(stream), Mode.G, Variant.I, 0);
        Ranks ranks = Tested.run(model, plan, PrequentialRun.Observer.NONE);
        return new Summary(ranks).of(Window.all(plan), Population.ALL).hitRate();
    }

    private static List<String> prequentialRanks(RecommenderConfig config, Mode mode, List<Interaction> stream) {
        List<String> lines = new ArrayList<>();
        Variant variant = config.repeat() ? Variant.I : Variant.X;
        TestPlan plan = new TestPlan(Tested.stream(stream), mode, variant, 0);
        Tested.run(any -> new EmbeddingModel(config, plan), plan, new PrequentialRun.Observer() {
            @Override
            public void ranked(RecordedEvent event, boolean knownUser, int rank) {
                lines.add(line(event.interaction(), knownUser, rank));
            }
        });
        return lines;
    }

    private static List<String> liveRanks(RecommenderConfig config, List<Interaction> stream) {
        Recommender recommender = Recommender.alone(config);
        Map<String, UserState> users = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (Interaction event : stream) {
            UserState user = users.computeIfAbsent(event.userId(), recommender::newUser);
            EventResult result = recommender.evaluate(user, event);
            assertThat(result.evaluated()).isTrue();
            if (!result.consumedBefore()) {
                lines.add(line(event, result.knownUser(), result.rank()));
            }
            recommender.learn(user, event);
            recommender.recommend(user, event.eventTimeMs(), 5); // serving in between must not show
        }
        return lines;
    }

    private static String line(Interaction event, boolean knownUser, int rank) {
        return event.eventId() + " known " + knownUser + " rank " + rank;
    }

    private static List<Object> digest(List<Interaction> stream) {
        Recommender recommender = Recommender.alone(new RecommenderConfig(LEARNER, false, true, 100));
        Map<String, UserState> users = new HashMap<>();
        List<Object> digest = new ArrayList<>();
        for (Interaction event : stream) {
            UserState user = users.computeIfAbsent(event.userId(), recommender::newUser);
            digest.add(recommender.evaluate(user, event));
            recommender.learn(user, event);
            digest.add(recommender.recommend(user, event.eventTimeMs() + 1, 10));
        }
        return digest;
    }
}
