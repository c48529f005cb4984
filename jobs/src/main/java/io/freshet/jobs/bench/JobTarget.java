package io.freshet.jobs.bench;

/**
 * A figure and what it should be.
 *
 * @param limit NaN if it is only reported
 * @param least whether the figure should be at least the limit, rather than at most
 */
record JobTarget(String name, String about, double measured, double limit, boolean least) {
    static JobTarget atLeast(String name, String about, double measured, double limit) {
        return new JobTarget(name, about, measured, limit, true);
    }

    static JobTarget atMost(String name, String about, double measured, double limit) {
        return new JobTarget(name, about, measured, limit, false);
    }

    static JobTarget reported(String name, String about, double measured) {
        return new JobTarget(name, about, measured, Double.NaN, false);
    }

    boolean isReported() {
        return Double.isNaN(limit);
    }

    /** A figure that is not a number misses any target. */
    boolean isMissed() {
        return !isReported() && !(least ? measured >= limit : measured <= limit);
    }

    String verdict() {
        if (isReported()) {
            return "reported";
        }
        return isMissed() ? "missed" : "met";
    }
}
