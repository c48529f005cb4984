package io.freshet.jobs.cluster;

/** How long answers took, in milliseconds; thread safe. Longer ones than {@value #MOST_MS} ms count as that. */
final class Latencies {
    private static final int MOST_MS = 60_000;

    private final int[] counts = new int[MOST_MS + 1];
    private long total;

    synchronized void add(long ms) {
        counts[(int) Math.max(0, Math.min(ms, MOST_MS))]++;
        total++;
    }

    synchronized long total() {
        return total;
    }

    /**
     * The least latency that a share of all did not exceed.
     *
     * @param share from 0 to 1
     * @throws IllegalStateException if there is none
     */
    synchronized long quantile(double share) {
        if (total == 0) {
            throw new IllegalStateException("no event was answered");
        }
        long below = 0;
        int ms = 0;
        while (ms < MOST_MS && (below += counts[ms]) < share * total) {
            ms++;
        }
        return ms;
    }
}
