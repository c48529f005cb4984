package io.freshet.ranking.baseline;

import io.freshet.ranking.eval.RecordedEvent;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/**
 * Items by their events, each of which counts half after a half-life: Σ 2^(−age/halfLife).
 *
 * <p>An item's score is the binary logarithm of that sum as it would be at age 0 of the stream's first event. All items
 * fade alike, so the order holds at any later time, and only the item of an event changes. One thread.
 */
final class DecayedPopularity implements Scorer {
    private static final double HOUR_MS = 3_600_000;
    private static final double LN2 = StrictMath.log(2);

    private final DecayedPopularityConfig config;
    private double[] logs = new double[64];
    private long firstMs;
    private long learned;

    DecayedPopularity(DecayedPopularityConfig config) {
        this.config = config;
        Arrays.fill(logs, Double.NEGATIVE_INFINITY);
    }

    @Override
    public void score(RecordedEvent event, IntArrayList history, int known, double[] scores) {
        System.arraycopy(logs, 0, scores, 0, known);
    }

    @Override
    public void learn(RecordedEvent event, IntArrayList history) {
        int item = event.item();
        if (item >= logs.length) {
            int filled = logs.length;
            logs = Arrays.copyOf(logs, Math.max(item + 1, 2 * filled));
            Arrays.fill(logs, filled, logs.length, Double.NEGATIVE_INFINITY);
        }
        if (learned == 0) {
            firstMs = event.timeMs();
        }
        logs[item] = logOfSum(logs[item], now(event) / config.halfLife());
        learned++;
    }

    @Override
    public boolean usesHistory() {
        return false;
    }

    @Override
    public long itemBytes() {
        return (long) Double.BYTES * logs.length;
    }

    private double now(RecordedEvent event) {
        return switch (config.unit()) {
            case EVENTS -> learned;
            case HOURS -> (event.timeMs() - firstMs) / HOUR_MS;
        };
    }

    /** log2(2^a + 2^b); a may be −∞. */
    private static double logOfSum(double a, double b) {
        double larger = Math.max(a, b);
        double smaller = Math.min(a, b);
        return larger + StrictMath.log1p(StrictMath.pow(2, smaller - larger)) / LN2;
    }
}
