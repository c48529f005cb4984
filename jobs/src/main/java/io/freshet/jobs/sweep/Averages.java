package io.freshet.jobs.sweep;

import io.freshet.jobs.compare.Metric;
import io.freshet.ranking.eval.Accuracy;

/** Picks one of the averages. */
public final class Averages {
    private Averages() {}

    public static double of(Metric metric, Accuracy accuracy) {
        return switch (metric) {
            case HR_10 -> accuracy.hitRate();
            case NDCG_10 -> accuracy.ndcg();
            case MRR_10 -> accuracy.reciprocalRank();
            case HR_100 -> accuracy.hitRateOf100();
        };
    }
}
