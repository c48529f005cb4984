package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;
import java.util.Arrays;

/**
 * The k best (score, row) pairs; among equal scores the lower row wins. For that, rows that are {@link #add}ed
 * must come in ascending order; those that are {@link #offer}ed need not. Each comes once.
 *
 * <p>A pair is one long, the score's order-preserving bits above the row's complement. Pairs gather in a reservoir of
 * 2k, which a selection halves when it is full: about one comparison for each pair that does not enter. They stay in the order
 * in which they came until they are ordered at the end. Reusable; one thread; allocates only when k grows.
 */
public final class TopK {
    private long[] reservoir = new long[0];

    /** What a selection permutes. */
    private long[] permuted = new long[0];

    private int k;
    private int filled;
    private float threshold;

    /** Empties it for the {@code limit} best. */
    public TopK reset(int limit) {
        requirePositive(limit);
        k = limit;
        filled = 0;
        threshold = Float.NEGATIVE_INFINITY;
        if (permuted.length < 2 * limit) {
            permuted = new long[2 * limit];
            reservoir = new long[2 * limit + QuadLayout.GROUP];
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

    /**
     * Takes in those of 16 consecutive rows that {@link #wouldEnter}, where some do and others do not: all are written, and kept
     * by the sign of a difference, since a branch would be guessed wrong too often.
     *
     * @param scores of the rows, from {@code at} on
     */
    void addGroup(float[] scores, int at, int firstRow) {
        float above = threshold;
        if (above == Float.NEGATIVE_INFINITY || filled + QuadLayout.GROUP > 2 * k) {
            addOneByOne(scores, at, firstRow);
            return;
        }
        long[] to = reservoir;
        int end = filled;
        for (int i = 0; i < QuadLayout.GROUP; i++) {
            float score = scores[at + i];
            to[end] = pack(score, firstRow + i);
            end += Float.floatToRawIntBits(above - score) >>> 31;
        }
        filled = end;
        if (end == 2 * k) {
            keepBest();
        }
    }

    private void addOneByOne(float[] scores, int at, int firstRow) {
        for (int i = 0; i < QuadLayout.GROUP; i++) {
            if (wouldEnter(scores[at + i])) {
                add(scores[at + i], firstRow + i);
            }
        }
    }

    /** Orders what was found, best first; call once after the scan. Returns how many there are, at most k. */
    public int finish() {
        if (filled > k) {
            keepBest();
        }
        Arrays.sort(reservoir, 0, filled);
        for (int i = 0, j = filled - 1; i < j; i++, j--) {
            swap(reservoir, i, j);
        }
        return filled;
    }

    /**
     * Like {@link #finish}, but orders what was found by row, lowest first; for rows that came in this order it costs a look at
     * each.
     */
    public int finishByRow() {
        if (filled > k) {
            keepBest();
        }
        if (!isByRow()) {
            turn();
            Arrays.sort(reservoir, 0, filled);
            turn();
        }
        return filled;
    }

    private boolean isByRow() {
        for (int i = 1; i < filled; i++) {
            if (row(i) < row(i - 1)) {
                return false;
            }
        }
        return true;
    }

    /** Puts the row above the complement of the score, and back. */
    private void turn() {
        for (int i = 0; i < filled; i++) {
            reservoir[i] = Long.rotateLeft(~reservoir[i], Integer.SIZE);
        }
    }

    /** After {@link #finish} or {@link #finishByRow}: the row at a place, 0 for the first. */
    public int row(int place) {
        return ~(int) reservoir[place];
    }

    /** After these: the score at a place. */
    public float score(int place) {
        return scoreOf(reservoir[place]);
    }

    private static long pack(float score, int row) {
        int bits = Float.floatToRawIntBits(score + 0f);
        int sortable = bits ^ ((bits >> 31) & 0x7fffffff);
        return ((long) sortable << 32) | (~row & 0xffffffffL);
    }

    /** Keeps the k greatest of more than k. */
    private void keepBest() {
        long least = select();
        int kept = 0;
        for (int i = 0; i < filled && kept < k; i++) {
            long pair = reservoir[i];
            reservoir[kept] = pair;
            kept += pair >= least ? 1 : 0;
        }
        filled = kept;
        threshold = Math.max(threshold, scoreOf(least));
    }

    /** Hoare's selection: the k-th greatest pair. */
    private long select() {
        long[] pairs = permuted;
        System.arraycopy(reservoir, 0, pairs, 0, filled);
        int low = 0;
        int high = filled - 1;
        while (low < high) {
            long pivot = median(pairs[low], pairs[(low + high) >>> 1], pairs[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (pairs[i] > pivot) {
                    i++;
                }
                while (pairs[j] < pivot) {
                    j--;
                }
                if (i <= j) {
                    swap(pairs, i++, j--);
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
        return pairs[k - 1];
    }

    private static float scoreOf(long pair) {
        int sortable = (int) (pair >> 32);
        return Float.intBitsToFloat(sortable ^ ((sortable >> 31) & 0x7fffffff));
    }

    private static void swap(long[] pairs, int i, int j) {
        long t = pairs[i];
        pairs[i] = pairs[j];
        pairs[j] = t;
    }

    private static long median(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
