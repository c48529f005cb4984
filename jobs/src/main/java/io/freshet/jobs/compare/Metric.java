package io.freshet.jobs.compare;

import io.freshet.ranking.eval.Accuracy;
import java.util.Arrays;
import java.util.Optional;

/** What one event is worth when its item stood at some rank; a run's figure is the mean over all tested events. */
public enum Metric {
    HR_10("hr@10", 10, true),
    NDCG_10("ndcg@10", 10, false),
    MRR_10("mrr@10", 10, false),
    HR_100("hr@100", 100, true);

    private final String label;
    private final boolean hit;
    private final double[] byRank;

    Metric(String label, int last, boolean hit) {
        this.label = label;
        this.hit = hit;
        this.byRank = new double[last + 1];
        for (int rank = 1; rank <= last; rank++) {
            byRank[rank] = hit ? 1 : graded(label, rank);
        }
    }

    /** The metric of that name, as {@link #label()} spells it. */
    public static Optional<Metric> of(String label) {
        return Arrays.stream(values())
                .filter(metric -> metric.label.equalsIgnoreCase(label))
                .findFirst();
    }

    public String label() {
        return label;
    }

    /** Whether an event is worth either 0 or 1, so that McNemar's test applies. */
    boolean isHit() {
        return hit;
    }

    /** @param rank from 1; 0 is unranked and worth nothing */
    double of(int rank) {
        return rank < byRank.length ? byRank[rank] : 0;
    }

    private static double graded(String label, int rank) {
        return label.startsWith("mrr") ? 1.0 / rank : Accuracy.gain(rank);
    }
}
