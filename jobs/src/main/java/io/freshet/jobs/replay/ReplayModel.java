package io.freshet.jobs.replay;

import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.baseline.Baselines;
import io.freshet.ranking.eval.EmbeddingModel;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.PrequentialModel;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Variant;
import java.util.Locale;

/** The models that replay can evaluate. */
public enum ReplayModel {
    /** Items by event count. */
    POPULARITY,
    /** The engine's embedding, as it serves live. */
    EMBEDDING;

    PrequentialModel create(TestPlan plan) {
        return switch (this) {
            case POPULARITY -> Baselines.popularity(plan.variant());
            case EMBEDDING -> new EmbeddingModel(settings(plan), plan);
        };
    }

    private static RecommenderConfig settings(TestPlan plan) {
        RecommenderConfig config = RecommenderConfig.defaults(plan.variant() == Variant.I);
        return plan.mode() == Mode.G ? config : config.sequential();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
