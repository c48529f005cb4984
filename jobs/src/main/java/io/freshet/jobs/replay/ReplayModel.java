package io.freshet.jobs.replay;

import io.freshet.jobs.config.Settings;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.eval.EmbeddingModel;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.PopularityModel;
import io.freshet.ranking.eval.PrequentialModel;
import io.freshet.ranking.eval.Variant;
import java.util.Locale;

/** The models that replay can evaluate. */
public enum ReplayModel {
    /** Items by event count. */
    POPULARITY,
    /** The engine's embedding, as it serves live. */
    EMBEDDING;

    PrequentialModel create(Settings settings, Mode mode, Variant variant) {
        return switch (this) {
            case POPULARITY -> new PopularityModel();
            case EMBEDDING -> new EmbeddingModel(recommender(settings, mode, variant));
        };
    }

    private static RecommenderConfig recommender(Settings settings, Mode mode, Variant variant) {
        RecommenderConfig config = settings.recommender(variant == Variant.I);
        return mode == Mode.G ? config : config.sequential();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
