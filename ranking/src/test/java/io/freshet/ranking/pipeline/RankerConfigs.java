package io.freshet.ranking.pipeline;

import io.freshet.features.SignalsConfig;

/** Settings of small rankers. */
public final class RankerConfigs {
    private RankerConfigs() {}

    /** All parts of the pipeline, and the usual rate and selection. */
    public static RankerConfig of(
            int candidates,
            int embedding,
            int pairs,
            int trending,
            int fresh,
            int memory,
            int openGroups,
            SignalsConfig signals) {
        RankerConfig usual = RankerConfig.DEFAULTS;
        return new RankerConfig(
                usual.sources(),
                usual.features(),
                usual.situations(),
                usual.rate(),
                candidates,
                embedding,
                pairs,
                trending,
                fresh,
                memory,
                openGroups,
                usual.selection(),
                signals);
    }
}
