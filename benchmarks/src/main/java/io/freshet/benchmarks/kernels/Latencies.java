package io.freshet.benchmarks.kernels;

import java.util.Arrays;

/** Nanoseconds that each of some units of work took. One thread. */
final class Latencies {
    private long[] nanos = new long[256];
    private int count;

    void add(long nanos) {
        if (count == this.nanos.length) {
            this.nanos = Arrays.copyOf(this.nanos, 2 * count);
        }
        this.nanos[count++] = nanos;
    }

    /** What so many of a hundred do not exceed. */
    long percentile(int percent) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (count * percent + 99) / 100 - 1)];
    }
}
