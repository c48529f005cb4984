package io.freshet.jobs.compare;

/** A run's figures: each metric over all tested events, and one metric by slice; NaN where there are none. */
final class Means {
    private final double[] byMetric = new double[Metric.values().length];
    private final double[] bySlice = new double[Slice.values().length];

    Means(Run run, Parts parts, Metric sliced) {
        int[] ranks = run.ranks();
        for (Metric metric : Metric.values()) {
            for (int rank : ranks) {
                byMetric[metric.ordinal()] += metric.of(rank);
            }
            byMetric[metric.ordinal()] /= ranks.length;
        }
        for (int row = 0; row < ranks.length; row++) {
            double value = sliced.of(ranks[row]);
            bySlice[parts.userSlice(row)] += value;
            bySlice[parts.itemSlice(row)] += value;
        }
        for (Slice slice : Slice.values()) {
            bySlice[slice.ordinal()] /= parts.events(slice);
        }
    }

    double of(Metric metric) {
        return byMetric[metric.ordinal()];
    }

    double of(Slice slice) {
        return bySlice[slice.ordinal()];
    }
}
