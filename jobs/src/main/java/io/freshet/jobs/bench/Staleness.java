package io.freshet.jobs.bench;

import io.freshet.jobs.local.LocalEngine;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/** Samples how old rows are when the replica takes them in, on a thread of its own. */
final class Staleness implements AutoCloseable {
    private static final String METRIC = "personalize.stalenessMs";

    /** Each reading makes the cluster collect all its metrics, which takes time from the job. */
    private static final long PERIOD_MS = 1000;

    private static final long HIGHEST_MS = 3_600_000;

    private final LocalEngine engine;
    private final Histogram histogram = new Histogram(HIGHEST_MS, 3);
    private final Thread thread = new Thread(this::sample, "staleness");
    private volatile boolean closed;

    Staleness(LocalEngine engine) {
        this.engine = engine;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** In milliseconds; after it was closed. */
    long percentile(double percent) {
        return histogram.getValueAtPercentile(percent);
    }

    private void sample() {
        try {
            while (!closed) {
                OptionalLong age = engine.metric(METRIC);
                if (age.isPresent()) {
                    histogram.recordValue(Math.min(HIGHEST_MS, Math.max(0, age.getAsLong())));
                }
                Thread.sleep(PERIOD_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join();
    }
}
