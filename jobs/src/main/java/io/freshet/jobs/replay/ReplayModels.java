package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.input.InputException;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.baseline.Baseline;
import io.freshet.ranking.eval.EmbeddingModel;
import io.freshet.ranking.eval.LoopSchedule;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.ParallelLearners;
import io.freshet.ranking.eval.PrequentialModel;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Variant;
import io.freshet.ranking.pipeline.Rules;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The models that replay can evaluate, by name. */
public final class ReplayModels {
    /** The engine's own, as it serves live. */
    public static final String EMBEDDING = "embedding";

    /** The engine with more candidates and a learned ranker. */
    public static final String RANKER = "ranker";

    private static final String ALL = "all";
    private static final String GUARDS = "guards";

    /** All of them. */
    static final List<String> NAMES = Stream.concat(
                    Arrays.stream(Baseline.values()).map(Baseline::toString), Stream.of(EMBEDDING, RANKER))
            .toList();

    private final Settings settings;
    private final @Nullable LoopSchedule learners;
    private final Rules rules;

    /**
     * @param learners of the engine's own models, null for a single one
     */
    public ReplayModels(Settings settings, @Nullable LoopSchedule learners) {
        this(settings, learners, Rules.NONE);
    }

    /** @param rules of what the ranker must not answer with */
    ReplayModels(Settings settings, @Nullable LoopSchedule learners, Rules rules) {
        this.settings = settings;
        this.learners = learners;
        this.rules = rules;
    }

    /**
     * The named ones, in that order, each once; {@code all} stands for every model that there can be.
     *
     * @throws InputException for a name that is unknown, or of a model that cannot have several learners
     */
    public List<ModelSpec> of(List<String> names) {
        List<String> wanted =
                names.contains(ALL) ? available() : names.stream().distinct().toList();
        return wanted.stream().map(this::spec).toList();
    }

    private List<String> available() {
        return NAMES.stream()
                .filter(name -> learners == null || !name.equals(RANKER))
                .toList();
    }

    private ModelSpec spec(String name) {
        if (name.equals(EMBEDDING)) {
            return learners == null ? new Alone(name, this::recommender, Rules.NONE) : new Learners(name, learners);
        }
        if (name.equals(RANKER)) {
            if (learners != null) {
                throw new InputException(
                        "the model 'ranker' cannot have several learners yet: leave it out, or leave out --learners");
            }
            return new Alone(name, plan -> recommender(plan).with(settings.ranker()), rules);
        }
        Baseline baseline = Baseline.named(name)
                .orElseThrow(() -> new InputException(
                        "there is no model '" + name + "': choose from " + String.join(", ", NAMES) + ", or " + ALL));
        return new Made(
                name,
                plan -> baseline.create(settings.baselines(), settings.learner().seed(), plan.variant()));
    }

    /** The engine's settings for a plan. */
    RecommenderConfig recommender(TestPlan plan) {
        RecommenderConfig config = settings.recommender(plan.variant() == Variant.I);
        return plan.mode() == Mode.G ? config : config.sequential();
    }

    /** The engine with one learner, which tells what its guards did and what its sources missed. */
    private record Alone(String name, Function<TestPlan, RecommenderConfig> config, Rules rules) implements ModelSpec {
        @Override
        public PrequentialModel create(TestPlan plan) {
            return new EmbeddingModel(config.apply(plan), rules, plan);
        }

        @Override
        public Map<String, JsonNode> extras(PrequentialModel model) {
            EmbeddingModel ran = (EmbeddingModel) model;
            Map<String, JsonNode> extras = new LinkedHashMap<>();
            extras.put(GUARDS, MetricsFile.guards(ran.guards()));
            ran.candidates().ifPresent(candidates -> extras.put("candidates", MetricsFile.candidates(candidates)));
            if (!rules.all().isEmpty()) {
                extras.put("removed", MetricsFile.removed(ran.removed()));
            }
            return extras;
        }
    }

    /** The embedding with several learners, which tells what their loop carried. */
    private final class Learners implements ModelSpec {
        private final String name;
        private final LoopSchedule schedule;

        Learners(String name, LoopSchedule schedule) {
            this.name = name;
            this.schedule = schedule;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public PrequentialModel create(TestPlan plan) {
            return new ParallelLearners(recommender(plan), settings.loop(), schedule, plan);
        }

        @Override
        public Map<String, JsonNode> extras(PrequentialModel model) {
            ParallelLearners ran = (ParallelLearners) model;
            return Map.of(
                    "loop",
                    MetricsFile.loop(schedule, settings.loop(), ran.statistics()),
                    GUARDS,
                    MetricsFile.guards(ran.guards()));
        }
    }

    private record Made(String name, Function<TestPlan, PrequentialModel> how) implements ModelSpec {
        @Override
        public PrequentialModel create(TestPlan plan) {
            return how.apply(plan);
        }
    }
}
