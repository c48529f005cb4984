package io.freshet.ranking.eval;

import io.freshet.features.UserState;
import io.freshet.ranking.EventResult;
import io.freshet.ranking.Recommender;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.schemas.Interaction;
import java.util.HashMap;
import java.util.Map;

/** The engine under evaluation: the very object that serves live, with the users' states in a map. */
public final class EmbeddingModel implements PrequentialModel {
    private final Recommender recommender;
    private final boolean repeat;
    private final Map<String, UserState> users = new HashMap<>();

    public EmbeddingModel(RecommenderConfig config) {
        this.recommender = Recommender.alone(config);
        this.repeat = config.repeat();
    }

    @Override
    public String name() {
        return "embedding";
    }

    @Override
    public int rank(Interaction event, Variant variant) {
        if (repeat != (variant == Variant.I)) {
            throw new IllegalArgumentException("variant " + variant + " needs an engine with repeat="
                    + (variant == Variant.I) + ", but this one has repeat=" + repeat);
        }
        EventResult result = recommender.evaluate(user(event), event);
        return result.evaluated() ? result.rank() : UNRANKED;
    }

    @Override
    public void learn(Interaction event) {
        recommender.learn(user(event), event);
    }

    private UserState user(Interaction event) {
        return users.computeIfAbsent(event.userId(), recommender::newUser);
    }
}
