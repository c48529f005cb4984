package io.freshet.jobs.replay;

import io.freshet.jobs.config.Settings;
import io.freshet.jobs.input.InputException;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.baseline.Baselines;
import io.freshet.ranking.eval.EmbeddingModel;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.PrequentialModel;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Variant;
import java.util.List;
import java.util.function.Function;

/** The models that replay can evaluate, by name. */
public final class ReplayModels {
    /** The engine's own, as it serves live. */
    static final String EMBEDDING = "embedding";

    private static final String ALL = "all";

    /** All of them. */
    static final List<String> NAMES = List.of("popularity", EMBEDDING);

    private final Settings settings;

    public ReplayModels(Settings settings) {
        this.settings = settings;
    }

    /**
     * The named ones, in that order, each once; {@code all} stands for every model.
     *
     * @throws InputException for a name that is unknown
     */
    public List<ModelSpec> of(List<String> names) {
        List<String> wanted =
                names.contains(ALL) ? NAMES : names.stream().distinct().toList();
        return wanted.stream().map(this::spec).toList();
    }

    private ModelSpec spec(String name) {
        return switch (name) {
            case EMBEDDING -> new Made(name, this::embedding);
            case "popularity" -> new Made(name, plan -> Baselines.popularity(plan.variant()));
            default ->
                throw new InputException(
                        "there is no model '" + name + "': choose from " + String.join(", ", NAMES) + ", or " + ALL);
        };
    }

    private PrequentialModel embedding(TestPlan plan) {
        RecommenderConfig config = settings.recommender(plan.variant() == Variant.I);
        return new EmbeddingModel(plan.mode() == Mode.G ? config : config.sequential(), plan);
    }

    private record Made(String name, Function<TestPlan, PrequentialModel> how) implements ModelSpec {
        @Override
        public PrequentialModel create(TestPlan plan) {
            return how.apply(plan);
        }
    }
}
