package io.freshet.features.declared;

import org.jspecify.annotations.Nullable;

/**
 * How many different keys there were, in all or within a window: exact up to 1,000, and 1,000 beyond that. Keeps the keys
 * that were seen last, each with the time when. 8 bytes, and 16 for each key; adding costs O(keys).
 */
final class DistinctKeys implements Aggregator {
    static final int MOST = 1_000;

    private static final int STRIDE = 2;
    private static final int FIRST = 1;

    private final long windowMs;

    /** {@code windowMs} is {@link #NO_END} for none. */
    DistinctKeys(long windowMs) {
        this.windowMs = windowMs;
    }

    @Override
    public long[] add(long @Nullable [] state, FeatureEvent event, long first, long second) {
        return state == null ? new long[] {event.timeMs(), event.timeMs(), first} : see(state, event.timeMs(), first);
    }

    private long[] see(long[] state, long timeMs, long key) {
        long newest = Math.max(state[NEWEST], timeMs);
        state[NEWEST] = newest;
        int known = find(state, key);
        if ((known > 0 && state[known] >= timeMs) || newest - timeMs >= windowMs) {
            return state;
        }
        int gone = firstWithin(state, newest);
        int kept = (state.length - gone) / STRIDE - (known >= gone ? 1 : 0);
        if (kept == MOST) {
            if (isLess(timeMs, key, state, gone)) {
                return state;
            }
            gone += STRIDE;
            kept--;
        }
        return insert(state, gone, known, kept + 1, timeMs, key);
    }

    /**
     * Drops what stands before {@code gone} and at {@code known}, and puts the key where it belongs. Where exactly one is
     * dropped it stood before that place, so that nothing is overwritten before it is read.
     */
    private static long[] insert(long[] state, int gone, int known, int kept, long timeMs, long key) {
        int length = FIRST + kept * STRIDE;
        long[] next = length == state.length ? state : new long[length];
        next[NEWEST] = state[NEWEST];
        int to = FIRST;
        int from = gone;
        for (; from < state.length && (from == known || !isLess(timeMs, key, state, from)); from += STRIDE) {
            if (from != known) {
                next[to] = state[from];
                next[to + 1] = state[from + 1];
                to += STRIDE;
            }
        }
        System.arraycopy(state, from, next, to + STRIDE, state.length - from);
        next[to] = timeMs;
        next[to + 1] = key;
        return next;
    }

    /** Negative if the key is not there. */
    private static int find(long[] state, long key) {
        for (int at = state.length - STRIDE; at >= FIRST; at -= STRIDE) {
            if (state[at + 1] == key) {
                return at;
            }
        }
        return -1;
    }

    private int firstWithin(long[] state, long timeMs) {
        int at = FIRST;
        while (at < state.length && timeMs - state[at] >= windowMs) {
            at += STRIDE;
        }
        return at;
    }

    private static boolean isLess(long timeMs, long key, long[] state, int at) {
        return timeMs < state[at] || (timeMs == state[at] && key < state[at + 1]);
    }

    @Override
    public long[] merge(long[] one, long[] other) {
        long[] merged = one.clone();
        for (int at = FIRST; at < other.length; at += STRIDE) {
            merged = see(merged, other[at], other[at + 1]);
        }
        merged[NEWEST] = Math.max(merged[NEWEST], other[NEWEST]);
        return merged;
    }

    @Override
    public double read(long[] state, long timeMs, long clock) {
        int keys = (state.length - firstWithin(state, timeMs)) / STRIDE;
        return keys == 0 ? Double.NaN : keys;
    }

    @Override
    public long lifetimeMs() {
        return windowMs;
    }
}
