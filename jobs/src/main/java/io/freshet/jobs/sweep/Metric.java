package io.freshet.jobs.sweep;

import io.freshet.jobs.input.InputException;
import io.freshet.ranking.eval.Accuracy;
import java.util.Arrays;
import java.util.stream.Collectors;

/** An average that settings are judged by; more is better. */
public enum Metric {
    HR_10("hr@10") {
        @Override
        public double of(Accuracy accuracy) {
            return accuracy.hitRate();
        }

        @Override
        double of(int rank) {
            return within(rank, Accuracy.N) ? 1 : 0;
        }
    },
    NDCG_10("ndcg@10") {
        @Override
        public double of(Accuracy accuracy) {
            return accuracy.ndcg();
        }

        @Override
        double of(int rank) {
            return Accuracy.gain(rank);
        }
    },
    MRR_10("mrr@10") {
        @Override
        public double of(Accuracy accuracy) {
            return accuracy.reciprocalRank();
        }

        @Override
        double of(int rank) {
            return within(rank, Accuracy.N) ? 1.0 / rank : 0;
        }
    },
    HR_100("hr@100") {
        @Override
        public double of(Accuracy accuracy) {
            return accuracy.hitRateOf100();
        }

        @Override
        double of(int rank) {
            return within(rank, Accuracy.LONG_N) ? 1 : 0;
        }
    };

    private final String label;

    Metric(String label) {
        this.label = label;
    }

    /**
     * The metric of that label.
     *
     * @throws InputException if there is none
     */
    public static Metric named(String label) {
        return Arrays.stream(values())
                .filter(metric -> metric.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new InputException("there is no metric '" + label + "': choose from "
                        + Arrays.stream(values()).map(Metric::label).collect(Collectors.joining(", "))));
    }

    /** As reports name it. */
    public String label() {
        return label;
    }

    public abstract double of(Accuracy accuracy);

    /** What one event's rank contributes to the average. */
    abstract double of(int rank);

    private static boolean within(int rank, int most) {
        return rank >= 1 && rank <= most;
    }
}
