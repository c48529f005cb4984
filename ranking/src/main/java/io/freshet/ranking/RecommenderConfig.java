package io.freshet.ranking;

import io.freshet.embedding.LearnerConfig;
import java.io.Serializable;

/**
 * Settings of a {@link Recommender}.
 *
 * @param learner of the embedding
 * @param repeat whether a consumed item may be recommended again (variant I of the evaluation; false is X)
 * @param grouped whether events of one user and timestamp are tested and learned with the state from before them (mode
 *     G of the evaluation); false takes them one after the other (mode S)
 * @param cachedGroups how many users' current groups are remembered for evaluation
 * @param users what is kept of them
 */
public record RecommenderConfig(
        LearnerConfig learner, boolean repeat, boolean grouped, int cachedGroups, UserConfig users)
        implements Serializable {
    private static final int CACHED_GROUPS = 10_000;

    public RecommenderConfig {
        if (cachedGroups < 1) {
            throw new IllegalArgumentException("cachedGroups is " + cachedGroups + ": set it to 1 or more");
        }
    }

    /** Users are kept for ever. */
    public RecommenderConfig(LearnerConfig learner, boolean repeat, boolean grouped, int cachedGroups) {
        this(learner, repeat, grouped, cachedGroups, UserConfig.DEFAULTS);
    }

    /** The defaults for every stream; only whether items repeat is a fact about the data. */
    public static RecommenderConfig defaults(boolean repeat) {
        return of(LearnerConfig.DEFAULTS, repeat);
    }

    /** The defaults but for the learner. */
    public static RecommenderConfig of(LearnerConfig learner, boolean repeat) {
        return new RecommenderConfig(learner, repeat, true, CACHED_GROUPS);
    }

    /** The same settings for mode S. */
    public RecommenderConfig sequential() {
        return new RecommenderConfig(learner, repeat, false, cachedGroups, users);
    }

    /** The same settings with others of users. */
    public RecommenderConfig with(UserConfig value) {
        return new RecommenderConfig(learner, repeat, grouped, cachedGroups, value);
    }
}
