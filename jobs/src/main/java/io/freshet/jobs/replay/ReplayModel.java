package io.freshet.jobs.replay;

import io.freshet.jobs.config.Settings;
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

    PrequentialModel create(TestPlan plan, Settings settings) {
        return switch (this) {
            case POPULARITY -> Baselines.popularity(plan.variant());
            case EMBEDDING -> new EmbeddingModel(recommender(plan, settings), plan);
        };
    }

    private static RecommenderConfig recommender(TestPlan plan, Settings settings) {
        RecommenderConfig config = settings.recommender(plan.variant() == Variant.I);
        return plan.mode() == Mode.G ? config : config.sequential();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
