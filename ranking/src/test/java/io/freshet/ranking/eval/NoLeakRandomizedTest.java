package io.freshet.ranking.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.LearnerConfig;
import io.freshet.features.LoopConfig;
import io.freshet.features.SignalsConfig;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.Streams;
import io.freshet.ranking.baseline.Baseline;
import io.freshet.ranking.baseline.BaselineConfig;
import io.freshet.ranking.pipeline.RankerConfig;
import io.freshet.ranking.pipeline.RankerConfigs;
import io.freshet.ranking.pipeline.SampleDeclared;
import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens after an event never changes what was ranked at it or before it. */
final class NoLeakRandomizedTest {
    private static final int EVENTS = 240;
    private static final int[] CUTS = {0, 1, 60, 121, 200, EVENTS - 2};
    private static final LearnerConfig LEARNER = LearnerConfig.builder()
            .dimension(8)
            .contextLength(4)
            .negatives(8)
            .ringSize(50)
            .build();

    private static final RankerConfig RANKER =
            RankerConfigs.of(20, 8, 8, 3, 2, 10, 3, new SignalsConfig(30f, 5f, 4, 3, 5, 0.8f, 0.5f, 0f, 0));

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        models().forEach((name, model) -> {
            for (Mode mode : Mode.values()) {
                for (Variant variant : Variant.values()) {
                    cases.add(Arguments.of(Named.of(name, model), mode, variant, 20_261L));
                }
            }
        });
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}, mode {1}, variant {2}, seed {3}")
    @MethodSource("cases")
    void noFutureChangesAnEarlierRank(
            Function<TestPlan, PrequentialModel> model, Mode mode, Variant variant, long seed) {
        List<Interaction> stream = Streams.withTies(EVENTS, 9, 25, seed);

        for (int cut : CUTS) {
            List<String> expected = testsUpTo(cut, model, mode, variant, stream);
            for (List<Interaction> other : otherFutures(stream, cut, seed)) {
                assertThat(testsUpTo(cut, model, mode, variant, other))
                        .as("up to event %d", cut)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest(name = "mode {0}")
    @EnumSource(Mode.class)
    void aModelThatKnowsTheFutureIsCaught(Mode mode) {
        List<Interaction> stream = Streams.withTies(EVENTS, 9, 25, 1);
        List<String> expected = testsUpTo(121, Clairvoyant::new, mode, Variant.I, stream);

        assertThat(otherFutures(stream, 121, 1))
                .anySatisfy(other -> assertThat(testsUpTo(121, Clairvoyant::new, mode, Variant.I, other))
                        .isNotEqualTo(expected));
    }

    private static Map<String, Function<TestPlan, PrequentialModel>> models() {
        Map<String, Function<TestPlan, PrequentialModel>> models = new LinkedHashMap<>();
        for (Baseline baseline : Baseline.values()) {
            models.put(baseline.toString(), plan -> baseline.create(BaselineConfig.DEFAULTS, 42, plan.variant()));
        }
        models.put(
                "embedding",
                plan -> new EmbeddingModel(
                        new RecommenderConfig(LEARNER, plan.variant() == Variant.I, plan.mode() == Mode.G, 100), plan));
        models.put(
                "ranker",
                plan -> new EmbeddingModel(
                        new RecommenderConfig(LEARNER, plan.variant() == Variant.I, plan.mode() == Mode.G, 100)
                                .with(RANKER),
                        plan));
        models.put(
                "ranker with declared features",
                plan -> new EmbeddingModel(
                        new RecommenderConfig(LEARNER, plan.variant() == Variant.I, plan.mode() == Mode.G, 100)
                                .with(RANKER)
                                .with(SampleDeclared.all()),
                        plan));
        models.put(
                "parallel learners",
                plan -> new ParallelLearners(
                        new RecommenderConfig(LEARNER, plan.variant() == Variant.I, plan.mode() == Mode.G, 100),
                        new LoopConfig(25, 3),
                        new LoopSchedule(3, 7, 5),
                        plan));
        return models;
    }

    /** The same up to {@code cut} and including it, then something else: shuffled, replaced, cut off, the same user. */
    private static List<List<Interaction>> otherFutures(List<Interaction> stream, int cut, long seed) {
        List<Interaction> past = stream.subList(0, cut + 1);
        List<Interaction> future = new ArrayList<>(stream.subList(cut + 1, stream.size()));
        Collections.shuffle(future, new Random(seed));
        List<Interaction> strangers = new ArrayList<>();
        Interaction last = past.get(cut);
        for (int i = 0; i < 40; i++) {
            strangers.add(Interaction.of("n" + i, "v" + i % 7, "j" + i % 11, 1f, last.eventTimeMs() + i));
        }
        List<Interaction> crowd = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String item = stream.get(i).itemId();
            crowd.add(Interaction.of("m" + i, last.userId(), item, 1f, last.eventTimeMs() + i / 20));
        }
        return List.of(joined(past, future), joined(past, strangers), past, joined(past, crowd));
    }

    private static List<Interaction> joined(List<Interaction> past, List<Interaction> future) {
        List<Interaction> joined = new ArrayList<>(past);
        joined.addAll(future);
        return joined;
    }

    /** Rank and first places of every test, with ids rather than numbers. */
    private static List<String> testsUpTo(
            int cut,
            Function<TestPlan, PrequentialModel> create,
            Mode mode,
            Variant variant,
            List<Interaction> events) {
        RecordedStream stream = Tested.stream(events);
        TestPlan plan = new TestPlan(stream, mode, variant, 0);
        PrequentialModel model = create.apply(plan);
        List<String> tests = new ArrayList<>();
        int[] top = new int[10];
        Ranks ranks = Tested.run(any -> model, plan, new PrequentialRun.Observer() {
            @Override
            public void ranked(RecordedEvent event, boolean knownUser, int rank) {
                if (event.index() <= cut && knownUser) {
                    int size = model.top(event, top);
                    List<String> first =
                            Arrays.stream(top, 0, size).mapToObj(stream::itemId).toList();
                    tests.add(event.index() + ": " + rank + " " + first);
                }
            }
        });
        for (int index = 0; index <= cut; index++) {
            tests.add(index + ": cold " + ranks.coldRank(index));
        }
        return tests;
    }

    /** Ranks by the counts of the whole stream. */
    private static final class Clairvoyant implements PrequentialModel {
        private final RecordedStream stream;
        private final int[] counts;

        private Clairvoyant(TestPlan plan) {
            stream = plan.stream();
            counts = new int[stream.items()];
            for (int index = 0; index < stream.size(); index++) {
                counts[stream.item(index)]++;
            }
        }

        @Override
        public int rank(RecordedEvent event) {
            return 1
                    + (int) Arrays.stream(counts)
                            .filter(count -> count > counts[event.item()])
                            .count();
        }

        @Override
        public int top(RecordedEvent event, int[] items) {
            return 0;
        }

        @Override
        public void learn(RecordedEvent event) {}

        @Override
        public long userBytes() {
            return 0;
        }

        @Override
        public long itemBytes() {
            return 0;
        }
    }
}
