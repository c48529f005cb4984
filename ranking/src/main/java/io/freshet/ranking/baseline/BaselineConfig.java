package io.freshet.ranking.baseline;

/** Settings of all baselines that have any. */
public record BaselineConfig(
        DecayedPopularityConfig decayedPopularity,
        KnnConfig knn,
        RulesConfig rules,
        IsgdConfig isgd,
        BprConfig bpr,
        OwnHistoryConfig ownHistory) {

    public static final BaselineConfig DEFAULTS = new BaselineConfig(
            DecayedPopularityConfig.DEFAULTS,
            KnnConfig.DEFAULTS,
            RulesConfig.DEFAULTS,
            IsgdConfig.DEFAULTS,
            BprConfig.DEFAULTS,
            OwnHistoryConfig.DEFAULTS);
}
