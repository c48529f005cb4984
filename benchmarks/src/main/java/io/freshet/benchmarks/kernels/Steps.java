package io.freshet.benchmarks.kernels;

/** A learner that goes through the events, round and round. One thread. */
interface Steps {
    /** Learns the next events; returns something of what was learned. */
    double next(int count);

    /** Frees what is not on the heap. */
    default void close() {}
}
