package io.freshet.embedding;

import java.util.Arrays;

/**
 * The k best (score, row) pairs; among equal scores the lower row wins. For that, rows that are {@link #add}ed
 * must come in ascending order; those that are {@link #offer}ed need not.
 *
 * <p>A pair is one long, the score's order-preserving bits above the row's complement. Pairs gather in a reservoir of
 * 2k, which a selection halves when it is full: about one comparison for each pair that does not enter. Reusable; one
 * thread; allocates only when k grows.
 */
public final class TopK {
    private long[] reservoir = new long[0];
    private int k;
    private int filled;
    private float threshold;

    /** Empties it for the {@code limit} best. */
    public TopK reset(int limit) {
        requirePositive(limit);
        k = limit;
        filled = 0;
        threshold = Float.NEGATIVE_INFINITY;
        if (reservoir.length < 2 * limit) {
            reservoir = new long[2 * limit];
        }
        return this;
    }

    static void requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("k is " + limit + ", but at least 1 item can be asked for");
        }
    }

    /** How many are looked for. */
    int limit() {
        return k;
    }

    /** A later row with this score or a lower one cannot be among the best. */
    float threshold() {
        return threshold;
    }

    /** Whether a later row with this score could still be among the best. */
    boolean wouldEnter(float score) {
        return score > threshold;
    }

    /** To be told that at least k rows, of those to come, have more than {@code score}. */
    void expectAbove(float score) {
        threshold = Math.max(threshold, score);
    }

    /** Takes in a row that may be among the best; rows in any order. */
    public void offer(float score, int row) {
        if (mayTake(score)) {
            add(score, row);
        }
    }

    /** Whether {@link #offer} would take in a row with this score. */
    public boolean mayTake(float score) {
        return score >= threshold;
    }

    void add(float score, int row) {
        reservoir[filled++] = pack(score, row);
        if (filled == 2 * k) {
            keepBest();
        }
    }

    /** Orders what was found, best first; call once after the scan. Returns how many there are, at most k. */
    public int finish() {
        if (filled > k) {
            keepBest();
        }
        Arrays.sort(reservoir, 0, filled);
        for (int i = 0, j = filled - 1; i < j; i++, j--) {
            swap(i, j);
        }
        return filled;
    }

    /** After {@link #finish}: the row at a place, 0 for the best. */
    public int row(int place) {
        return ~(int) reservoir[place];
    }

    /** After {@link #finish}: the score at a place. */
    public float score(int place) {
        return scoreOf(reservoir[place]);
    }

    private static long pack(float score, int row) {
        int bits = Float.floatToRawIntBits(score + 0f);
        int sortable = bits ^ ((bits >> 31) & 0x7fffffff);
        return ((long) sortable << 32) | (~row & 0xffffffffL);
    }

    /** Hoare's selection among more than k: afterwards the k greatest stand first, the least of them last. */
    private void keepBest() {
        int low = 0;
        int high = filled - 1;
        while (low < high) {
            long pivot = median(reservoir[low], reservoir[(low + high) >>> 1], reservoir[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (reservoir[i] > pivot) {
                    i++;
                }
                while (reservoir[j] < pivot) {
                    j--;
                }
                if (i <= j) {
                    swap(i++, j--);
                }
            }
            if (k - 1 <= j) {
                high = j;
            } else if (k - 1 >= i) {
                low = i;
            } else {
                break;
            }
        }
        filled = k;
        threshold = Math.max(threshold, scoreOf(reservoir[k - 1]));
    }

    private static float scoreOf(long pair) {
        int sortable = (int) (pair >> 32);
        return Float.intBitsToFloat(sortable ^ ((sortable >> 31) & 0x7fffffff));
    }

    private void swap(int i, int j) {
        long t = reservoir[i];
        reservoir[i] = reservoir[j];
        reservoir[j] = t;
    }

    private static long median(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
