package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.features.RankerLayout;
import io.freshet.jobs.config.ServedModel;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.input.InputException;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.baseline.Baseline;
import io.freshet.ranking.eval.EmbeddingModel;
import io.freshet.ranking.eval.LoopSchedule;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.ParallelLearners;
import io.freshet.ranking.eval.PrequentialModel;
import io.freshet.ranking.eval.RecordedCatalogue;
import io.freshet.ranking.eval.RecordedImpressions;
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
    private final RecordedCatalogue catalogue;
    private final RecordedImpressions impressions;
    private final Function<String, List<String>> categories;
    private final boolean runsLive;

    /**
     * @param learners of the engine's own models, null for a single one
     */
    public ReplayModels(Settings settings, @Nullable LoopSchedule learners) {
        this(
                settings,
                learners,
                Rules.NONE,
                RecordedCatalogue.NONE,
                RecordedImpressions.NONE,
                item -> List.of(),
                false);
    }

    /**
     * @param rules of what the ranker must not answer with
     * @param catalogue that the engine's own models are told of
     * @param impressions that the ranker is told of
     * @param categories of an item by its id
     */
    ReplayModels(
            Settings settings,
            EngineKind engine,
            Rules rules,
            RecordedCatalogue catalogue,
            RecordedImpressions impressions,
            Function<String, List<String>> categories) {
        this(settings, engine.learners(), rules, catalogue, impressions, categories, engine.live() != null);
    }

    private ReplayModels(
            Settings settings,
            @Nullable LoopSchedule learners,
            Rules rules,
            RecordedCatalogue catalogue,
            RecordedImpressions impressions,
            Function<String, List<String>> categories,
            boolean runsLive) {
        this.catalogue = catalogue;
        this.impressions = impressions;
        this.categories = categories;
        this.runsLive = runsLive;
        this.settings = settings;
        this.learners = learners;
        this.rules = rules;
    }

    /**
     * The named ones, in that order, each once; {@code all} stands for every model that there can be.
     *
     * @throws InputException for a name that is unknown
     */
    public List<ModelSpec> of(List<String> names) {
        List<String> wanted =
                names.contains(ALL) ? NAMES : names.stream().distinct().toList();
        return wanted.stream().map(this::spec).toList();
    }

    private ModelSpec spec(String name) {
        if (isOwn(name)) {
            Function<TestPlan, RecommenderConfig> config = plan -> recommender(plan, name);
            if (name.equals(RANKER)) {
                checkFeatures();
            }
            Rules applied = name.equals(RANKER) ? rules : Rules.NONE;
            if (learners != null && !applied.all().isEmpty()) {
                throw new InputException("rules are for one learner only: leave out --rules, or leave out --learners");
            }
            if ((learners != null || runsLive) && !impressions.isEmpty()) {
                throw new InputException(
                        "only the runner with one learner is told what was shown: leave out --impressions"
                                + " and --shown, or leave out --learners and --engine");
            }
            if ((learners != null || runsLive)
                    && name.equals(RANKER)
                    && settings.ranker().selection().cap() > 0) {
                throw new InputException("only the runner with one learner is told categories: set"
                        + " ranker.selection.cap to 0, or leave out --learners and --engine");
            }
            return learners == null
                    ? new Alone(name, config, applied, catalogue, impressions, categories)
                    : new Learners(name, config, learners);
        }
        Baseline baseline = Baseline.named(name)
                .orElseThrow(() -> new InputException(
                        "there is no model '" + name + "': choose from " + String.join(", ", NAMES) + ", or " + ALL));
        return new Made(
                name,
                plan -> baseline.create(settings.baselines(), settings.learner().seed(), plan.variant()));
    }

    /** Before anything runs, since the file is read for each model; with all features that there can be. */
    private void checkFeatures() {
        settings.features().read(true);
    }

    /** The name of a model that the live job serves. */
    static String nameOf(ServedModel model) {
        return switch (model) {
            case EMBEDDING -> EMBEDDING;
            case RANKER -> RANKER;
        };
    }

    /** Whether a name is of the engine, which is what the live job can serve. */
    static boolean isOwn(String name) {
        return name.equals(EMBEDDING) || name.equals(RANKER);
    }

    /**
     * The ranker's declared features, each as its name and a hash of its definition, which the name of a file does not tell; none
     * if it is not among the models.
     */
    List<String> declared(List<String> models, boolean repeat) {
        RankerLayout layout = models.contains(RANKER) ? settings.ranked(repeat).rankerLayout() : null;
        return layout == null ? List.of() : layout.declared();
    }

    /** The engine's settings for a plan and a model of its own. */
    RecommenderConfig recommender(TestPlan plan, String name) {
        boolean repeat = plan.variant() == Variant.I;
        RecommenderConfig config = name.equals(RANKER) ? settings.ranked(repeat) : settings.recommender(repeat);
        return plan.mode() == Mode.G ? config : config.sequential();
    }

    /** The engine with one learner, which tells what its guards did and what its sources missed. */
    private record Alone(
            String name,
            Function<TestPlan, RecommenderConfig> config,
            Rules rules,
            RecordedCatalogue catalogue,
            RecordedImpressions impressions,
            Function<String, List<String>> categories)
            implements ModelSpec {
        @Override
        public PrequentialModel create(TestPlan plan) {
            EmbeddingModel model = new EmbeddingModel(config.apply(plan), rules, catalogue, categories, plan);
            model.show(impressions);
            return model;
        }

        @Override
        public Map<String, JsonNode> extras(PrequentialModel model) {
            EmbeddingModel ran = (EmbeddingModel) model;
            Map<String, JsonNode> extras = new LinkedHashMap<>();
            extras.put(GUARDS, MetricsFile.guards(ran.guards()));
            ran.candidates().ifPresent(candidates -> extras.put("candidates", MetricsFile.candidates(candidates)));
            ran.feedback().ifPresent(feedback -> extras.put("lists", MetricsFile.lists(feedback)));
            ran.diversity().ifPresent(mean -> extras.put("diversity@10", MetricsFile.figure(mean)));
            if (!rules.all().isEmpty()) {
                extras.put("removed", MetricsFile.removed(ran.removed()));
            }
            return extras;
        }
    }

    /** The engine with several learners, which tells what their loop carried. */
    private final class Learners implements ModelSpec {
        private final String name;
        private final Function<TestPlan, RecommenderConfig> config;
        private final LoopSchedule schedule;

        Learners(String name, Function<TestPlan, RecommenderConfig> config, LoopSchedule schedule) {
            this.name = name;
            this.config = config;
            this.schedule = schedule;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public PrequentialModel create(TestPlan plan) {
            return new ParallelLearners(config.apply(plan), settings.loop(), schedule, catalogue, plan);
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
