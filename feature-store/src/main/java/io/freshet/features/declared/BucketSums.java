package io.freshet.features.declared;

import org.jspecify.annotations.Nullable;

/**
 * Sums over all events, or over those of a window that is cut into at most 32 buckets: it reaches back at most its length,
 * and at least its length less a sixteenth. 8 bytes, and 24 for each bucket with events.
 */
final class BucketSums implements Aggregator {
    private static final int BUCKETS = 32;

    private final Measure measure;
    private final long widthMs;
    private final int most;

    private BucketSums(Measure measure, long widthMs, int most) {
        this.measure = measure;
        this.widthMs = widthMs;
        this.most = most;
    }

    static BucketSums ofAll(Measure measure) {
        return new BucketSums(measure, NO_END, 1);
    }

    static BucketSums ofWindow(Measure measure, long windowMs) {
        long widthMs = (windowMs + BUCKETS - 1) / BUCKETS;
        return new BucketSums(measure, widthMs, (int) (windowMs / widthMs));
    }

    @Override
    public long[] add(long @Nullable [] state, FeatureEvent event, long first, long second) {
        return Buckets.add(state, event.timeMs(), event.timeMs() / widthMs, first, second, most);
    }

    @Override
    public long[] merge(long[] one, long[] other) {
        return Buckets.merge(one, other, most);
    }

    @Override
    public double read(long[] state, long timeMs, long clock) {
        long first = 0;
        long second = 0;
        for (int at = Buckets.firstAfter(state, timeMs / widthMs - most); at < state.length; at += Buckets.STRIDE) {
            first += state[at + 1];
            second = Millionths.sum(second, state[at + 2]);
        }
        return measure.of(first, second);
    }

    @Override
    public long lifetimeMs() {
        return widthMs == NO_END ? NO_END : widthMs * most;
    }
}
