package io.freshet.features.declared;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of one user or item: for each of its features an array of longs, null until an event counted. Only the plan
 * that made it can read it. Mutable; owned by whoever adds to it.
 */
public final class FeatureState {
    private static final int HEADER = 16;
    private static final int REFERENCE = 4;

    private final long[] @Nullable [] parts;

    FeatureState(int features) {
        this.parts = new long[features][];
    }

    int features() {
        return parts.length;
    }

    long @Nullable [] part(int feature) {
        return parts[feature];
    }

    void part(int feature, long @Nullable [] part) {
        parts[feature] = part;
    }

    /** Time of the newest event that counted; {@link Long#MIN_VALUE} if none did. */
    public long newestMs() {
        long newestMs = Long.MIN_VALUE;
        for (long[] part : parts) {
            newestMs = part == null ? newestMs : Math.max(newestMs, part[Aggregator.NEWEST]);
        }
        return newestMs;
    }

    FeatureState copy() {
        FeatureState copy = new FeatureState(parts.length);
        for (int feature = 0; feature < parts.length; feature++) {
            long[] part = parts[feature];
            copy.parts[feature] = part == null ? null : part.clone();
        }
        return copy;
    }

    /** Values of all features. */
    public int longs() {
        int longs = 0;
        for (long[] part : parts) {
            longs += part == null ? 0 : part.length;
        }
        return longs;
    }

    /** Bytes of the heap that it takes, as arrays and their headers add up. */
    public long bytes() {
        long bytes = 2 * HEADER + (long) REFERENCE * parts.length;
        for (long[] part : parts) {
            bytes += part == null ? 0 : HEADER + (long) Long.BYTES * part.length;
        }
        return bytes;
    }
}
