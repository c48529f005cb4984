package io.freshet.ranking;

import io.freshet.embedding.ChangeListener;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.NegativeSampler;
import io.freshet.embedding.RowTable;
import io.freshet.embedding.StableHash;
import io.freshet.features.PopularityOrder;
import java.util.List;

/**
 * With rates and deviation 0 nothing moves, so every rank can be told from the biases and sources that are set here:
 * a 5, b 4, c 3, d 2; and whoever had b last wants d above all.
 */
final class StillEngine {
    private static final LearnerConfig STILL = LearnerConfig.builder()
            .dimension(2)
            .contextLength(3)
            .negatives(2)
            .ringSize(10)
            .rate(0f)
            .decay(0f)
            .weightRate(0f)
            .deviation(0f)
            .seed(1)
            .build();

    private StillEngine() {}

    static RecommenderConfig config(boolean repeat, int cachedGroups) {
        return new RecommenderConfig(STILL, repeat, true, cachedGroups);
    }

    static Recommender recommender(RecommenderConfig config) {
        ItemModel model = new ItemModel(STILL);
        int bias = 5;
        for (String item : List.of("a", "b", "c", "d")) {
            model.targetChanged(model.rowOf(StableHash.of(item), item), bias--);
        }
        model.targets().chunk(3)[model.targets().offset(3)] = 10f;
        model.targetChanged(3, model.bias(3));
        RowTable sources = model.sources();
        sources.chunk(1)[sources.offset(1)] = 1f;
        return new Recommender(
                config, model, new PopularityOrder(), new NegativeSampler(10, 0.75f), ChangeListener.NONE);
    }
}
