package io.freshet.benchmarks.report;

/**
 * What one iteration measured of a kernel and its peer: time, units of work done in it, and recall.
 *
 * @param limitNanos of doing no more than both must do; with no units if that is not known
 * @param oursTail nanoseconds that one unit of work in a hundred exceeds; 0 if that is not known
 */
public record Sample(
        double oursNanos,
        double oursUnits,
        double peerNanos,
        double peerUnits,
        double limitNanos,
        double limitUnits,
        double oursRecall,
        double peerRecall,
        double oursTail,
        double peerTail) {

    /** Nanoseconds for a unit of work. */
    public double ours() {
        return oursNanos / oursUnits;
    }

    /** Nanoseconds for a unit of work. */
    public double peer() {
        return peerNanos / peerUnits;
    }

    /** Nanoseconds that a unit of work takes at least; NaN if that is not known. */
    public double limit() {
        return limitNanos / limitUnits;
    }
}
