package io.freshet.features.declared;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of sums by the number of a bucket, a stretch of time or events: the newest event's time, then number, first and
 * second sum of each bucket that has events, ascending. Buckets that are too far behind the newest are dropped; which
 * these are follows from the newest alone, so the order of adding and merging does not matter.
 */
final class Buckets {
    static final int STRIDE = 3;
    static final int FIRST = 1;

    private Buckets() {}

    /** {@code most} is how many numbers, counted down from the newest, can be kept. */
    static long[] add(long @Nullable [] state, long timeMs, long number, long first, long second, int most) {
        if (state == null) {
            return new long[] {timeMs, number, first, second};
        }
        state[Aggregator.NEWEST] = Math.max(state[Aggregator.NEWEST], timeMs);
        int last = state.length - STRIDE;
        if (number == state[last]) {
            addTo(state, last, first, second);
            return state;
        }
        if (number > state[last]) {
            return append(state, number, first, second, most);
        }
        return number <= state[last] - most ? state : insert(state, number, first, second);
    }

    private static long[] append(long[] state, long number, long first, long second, int most) {
        int kept = firstAfter(state, number - most);
        int length = FIRST + (state.length - kept) + STRIDE;
        long[] next = length == state.length ? state : new long[length];
        next[Aggregator.NEWEST] = state[Aggregator.NEWEST];
        System.arraycopy(state, kept, next, FIRST, state.length - kept);
        put(next, length - STRIDE, number, first, second);
        return next;
    }

    private static long[] insert(long[] state, long number, long first, long second) {
        int at = firstAfter(state, number - 1);
        if (state[at] == number) {
            addTo(state, at, first, second);
            return state;
        }
        long[] next = new long[state.length + STRIDE];
        System.arraycopy(state, 0, next, 0, at);
        put(next, at, number, first, second);
        System.arraycopy(state, at, next, at + STRIDE, state.length - at);
        return next;
    }

    /** Where the first bucket of a higher number is; the length if there is none. */
    static int firstAfter(long[] state, long number) {
        int at = FIRST;
        while (at < state.length && state[at] <= number) {
            at += STRIDE;
        }
        return at;
    }

    static long[] merge(long[] one, long[] other, int most) {
        long oldest = Math.max(one[one.length - STRIDE], other[other.length - STRIDE]) - most;
        int i = firstAfter(one, oldest);
        int j = firstAfter(other, oldest);
        long[] next = new long[FIRST + one.length - i + other.length - j];
        next[Aggregator.NEWEST] = Math.max(one[Aggregator.NEWEST], other[Aggregator.NEWEST]);
        int at = FIRST;
        while (i < one.length || j < other.length) {
            boolean same = i < one.length && j < other.length && one[i] == other[j];
            boolean fromOne = j == other.length || (i < one.length && one[i] <= other[j]);
            long[] source = fromOne ? one : other;
            int from = fromOne ? i : j;
            put(next, at, source[from], source[from + 1], source[from + 2]);
            if (same) {
                addTo(next, at, other[j + 1], other[j + 2]);
                j += STRIDE;
            }
            i += fromOne ? STRIDE : 0;
            j += fromOne ? 0 : STRIDE;
            at += STRIDE;
        }
        return Arrays.copyOf(next, at);
    }

    private static void put(long[] state, int at, long number, long first, long second) {
        state[at] = number;
        state[at + 1] = first;
        state[at + 2] = second;
    }

    private static void addTo(long[] state, int at, long first, long second) {
        state[at + 1] = Millionths.sum(state[at + 1], first);
        state[at + 2] = Millionths.sum(state[at + 2], second);
    }
}
