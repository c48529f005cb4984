package io.freshet.jobs.replay;

import org.HdrHistogram.Histogram;

/** Time and memory that a model took. One thread writes; read when that is done. */
final class Costs {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 2;

    private final Histogram rank = new Histogram(LONGEST_NANOS, DIGITS);
    private final Histogram learn = new Histogram(LONGEST_NANOS, DIGITS);
    private long rankNanos;
    private long learnNanos;
    private double seconds;
    private double eventsPerSecond;
    private double bytesPerUser = Double.NaN;
    private double bytesPerItem = Double.NaN;

    void ranked(long nanos) {
        rankNanos += nanos;
        rank.recordValue(Math.min(nanos, LONGEST_NANOS));
    }

    void learned(long nanos) {
        learnNanos += nanos;
        learn.recordValue(Math.min(nanos, LONGEST_NANOS));
    }

    void finished(double wallSeconds, long events) {
        seconds = wallSeconds;
        eventsPerSecond = events / wallSeconds;
    }

    void held(double userBytes, double itemBytes) {
        bytesPerUser = userBytes;
        bytesPerItem = itemBytes;
    }

    /** Mean; NaN of nothing. */
    double rankMicros() {
        return rankNanos / 1e3 / rank.getTotalCount();
    }

    /** Mean; NaN of nothing. */
    double learnMicros() {
        return learnNanos / 1e3 / learn.getTotalCount();
    }

    double rankMicros(double percentile) {
        return micros(rank, percentile);
    }

    double learnMicros(double percentile) {
        return micros(learn, percentile);
    }

    double eventsPerSecond() {
        return eventsPerSecond;
    }

    /** From the model's start to its last event, other models beside it included. */
    double seconds() {
        return seconds;
    }

    double bytesPerUser() {
        return bytesPerUser;
    }

    double bytesPerItem() {
        return bytesPerItem;
    }

    private static double micros(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0 ? Double.NaN : histogram.getValueAtPercentile(percentile) / 1e3;
    }
}
