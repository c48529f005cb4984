package io.freshet.ranking.baseline;

import io.freshet.ranking.eval.PrequentialModel;
import io.freshet.ranking.eval.Variant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The models that show what the embedding is worth, by name. */
public enum Baseline {
    /** Items by their event counts. */
    POPULARITY,
    /** Items by their event counts, where an event fades. */
    DECAYED_POPULARITY,
    /** Items that share users with the user's last items. */
    KNN,
    /** Items that followed the user's last items before. */
    RULES,
    /** Incremental matrix factorization of Vinagre et al. (2014). */
    ISGD,
    /** Incremental Bayesian personalized ranking. */
    BPR,
    /** What the user had before, for data where items repeat. */
    OWN_HISTORY;

    /** The one whose {@link #toString()} is {@code name}. */
    public static Optional<Baseline> named(String name) {
        return Arrays.stream(values())
                .filter(baseline -> baseline.toString().equals(name))
                .findAny();
    }

    /**
     * A new model that has seen nothing.
     *
     * @param seed of start values and negatives, for those that have any
     */
    public PrequentialModel create(BaselineConfig config, long seed, Variant variant) {
        return new ScoredModel(scorer(config, seed), variant);
    }

    /** In lower case with hyphens, as commands and files name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Scorer scorer(BaselineConfig config, long seed) {
        return switch (this) {
            case POPULARITY -> new Popularity();
            case DECAYED_POPULARITY -> new DecayedPopularity(config.decayedPopularity());
            case KNN -> new Knn(config.knn());
            case RULES -> new Rules(config.rules());
            case ISGD -> new Isgd(config.isgd(), seed);
            case BPR -> new Bpr(config.bpr(), seed);
            case OWN_HISTORY -> new OwnHistory(config.ownHistory());
        };
    }
}
