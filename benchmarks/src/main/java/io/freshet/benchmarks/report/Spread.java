package io.freshet.benchmarks.report;

import java.util.Arrays;

/** The middle of some figures and how far they lie apart. */
public record Spread(double median, double min, double max) {

    /** @throws IllegalArgumentException if there are none */
    public static Spread of(double... figures) {
        if (figures.length == 0) {
            throw new IllegalArgumentException("no figures: at least one iteration must be measured");
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
