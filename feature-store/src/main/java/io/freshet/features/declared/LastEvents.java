package io.freshet.features.declared;

import org.jspecify.annotations.Nullable;

/**
 * Sums over the newest n events, of these only the ones of a window if there is one; exact. Newer is the later time, of one
 * time the higher key. Each adds 1 to the first sum. 8 bytes, and 24 for each event; adding costs O(n) at worst, and
 * reading as much.
 */
final class LastEvents implements Aggregator {
    private static final int STRIDE = 3;
    private static final int FIRST = 1;

    private final Measure measure;
    private final int most;
    private final long windowMs;

    /** {@code windowMs} is {@link #NO_END} for none. */
    LastEvents(Measure measure, int most, long windowMs) {
        this.measure = measure;
        this.most = most;
        this.windowMs = windowMs;
    }

    @Override
    public long[] add(long @Nullable [] state, FeatureEvent event, long first, long second) {
        return state == null
                ? new long[] {event.timeMs(), event.timeMs(), event.id(), second}
                : insert(state, event.timeMs(), event.id(), second);
    }

    private long[] insert(long[] state, long timeMs, long id, long value) {
        int place = placeOf(state, timeMs, id);
        boolean full = state.length == FIRST + most * STRIDE;
        if (full && place == FIRST) {
            return state;
        }
        long[] next = full ? state : new long[state.length + STRIDE];
        if (full) {
            place -= STRIDE;
            System.arraycopy(state, FIRST + STRIDE, state, FIRST, place - FIRST);
        } else {
            System.arraycopy(state, FIRST, next, FIRST, place - FIRST);
            System.arraycopy(state, place, next, place + STRIDE, state.length - place);
        }
        next[place] = timeMs;
        next[place + 1] = id;
        next[place + 2] = value;
        next[NEWEST] = next[next.length - STRIDE];
        return next;
    }

    /** Where it would stand: behind all that are older. */
    private static int placeOf(long[] state, long timeMs, long id) {
        int place = state.length;
        while (place > FIRST && isNewer(state, place - STRIDE, timeMs, id)) {
            place -= STRIDE;
        }
        return place;
    }

    private static boolean isNewer(long[] state, int at, long timeMs, long id) {
        return state[at] > timeMs || (state[at] == timeMs && state[at + 1] > id);
    }

    @Override
    public long[] merge(long[] one, long[] other) {
        long[] merged = one.clone();
        for (int at = FIRST; at < other.length; at += STRIDE) {
            merged = insert(merged, other[at], other[at + 1], other[at + 2]);
        }
        return merged;
    }

    @Override
    public double read(long[] state, long timeMs, long clock) {
        long events = 0;
        long sum = 0;
        for (int at = state.length - STRIDE; at >= FIRST && timeMs - state[at] < windowMs; at -= STRIDE) {
            events++;
            sum = Millionths.sum(sum, state[at + 2]);
        }
        return measure.of(events, sum);
    }

    @Override
    public long lifetimeMs() {
        return windowMs;
    }
}
