package io.freshet.jobs.compare;

import java.util.Arrays;

/**
 * How much a run differs from the reference in one metric, over all tested events or a slice of them.
 *
 * <p>Interval and p-value come from the same resamples and cannot contradict each other: the interval excludes 0 exactly
 * if p ≤ 1 − confidence. The interval is the percentile one (Efron & Tibshirani 1993, §13.3). The p-value is twice the
 * smaller share of resampled differences at or beyond 0, the estimate counting as one more of them (Davison & Hinkley
 * 1997, §4.2), so it is never below 2/(resamples + 1). Only {@link #amongUsers} may raise it further.
 *
 * @param events in the means
 * @param reference the reference's mean, NaN without events
 * @param value the run's
 * @param low lower end of the interval of the difference
 * @param high its upper end
 * @param p two-sided, before any correction; NaN where nothing could be tested
 * @param standardError of the difference
 */
record Estimate(long events, double reference, double value, double low, double high, double p, double standardError) {

    /** @param resampled differences, which are sorted in place */
    static Estimate of(long events, double reference, double value, double[] resampled, double confidence) {
        Arrays.sort(resampled);
        int n = resampled.length;
        int outside = outside(n, confidence);
        if (outside < 1) {
            throw new IllegalArgumentException(
                    n + " resamples are too few for an interval of " + confidence + ": take more");
        }
        return new Estimate(
                events,
                reference,
                value,
                resampled[outside - 1],
                resampled[n - outside],
                p(resampled),
                standardError(resampled));
    }

    /** Of what cannot differ. */
    static Estimate untested(long events, double reference, double value) {
        return new Estimate(events, reference, value, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /**
     * The same, knowing how many users fare differently at all. However often the same few are drawn again, that all of
     * them side with one run has a chance of 2^(1 − users), as in the sign test, and p is not below it.
     */
    Estimate amongUsers(int users) {
        double allAlike = Math.min(1, Math.scalb(1.0, 1 - users));
        return new Estimate(events, reference, value, low, high, Math.max(p, allAlike), standardError);
    }

    double difference() {
        return value - reference;
    }

    /** As a share of the reference; NaN if that is 0. */
    double relative() {
        return reference == 0 ? Double.NaN : difference() / reference;
    }

    boolean isTested() {
        return !Double.isNaN(p);
    }

    boolean excludesZero() {
        return low > 0 || high < 0;
    }

    /** Which of the sorted differences, counted from either end, is the interval's. */
    private static int outside(int n, double confidence) {
        // 1 - 0.95 is a little more than 0.05, and 0.9 the other way round
        return (int) Math.floor((n + 1) * (1 - confidence) / 2 + 1e-9);
    }

    private static double p(double[] sorted) {
        int notAbove = 0;
        int notBelow = 0;
        for (double difference : sorted) {
            notAbove += difference <= 0 ? 1 : 0;
            notBelow += difference >= 0 ? 1 : 0;
        }
        return Math.min(1, 2.0 * (Math.min(notAbove, notBelow) + 1) / (sorted.length + 1));
    }

    private static double standardError(double[] resampled) {
        double mean = Arrays.stream(resampled).average().orElse(0);
        double squares = 0;
        for (double difference : resampled) {
            squares += (difference - mean) * (difference - mean);
        }
        return Math.sqrt(squares / (resampled.length - 1));
    }
}
