package io.freshet.features;

import java.util.Arrays;

/**
 * Two sums of the same positive weights by row, each with factors of its own, of which few are not 0. Side by side, so that
 * one pass fills both. Reusable; one thread. Cost of clearing: the rows added to.
 */
public final class PairSums {
    private float[] sums = new float[128];
    private int[] touched = new int[64];

    /** First sums of rows that are left out for the moment. */
    private float[] struck = new float[0];

    private int size;

    /** Makes every sum 0. */
    public void clear() {
        for (int i = 0; i < size; i++) {
            sums[2 * touched[i]] = 0f;
            sums[2 * touched[i] + 1] = 0f;
        }
        size = 0;
    }

    /** Adds factor · weight for {@code count} rows below {@code places}; factors and weights are positive. */
    void addAll(int[] rows, float[] weights, int count, float firstFactor, float secondFactor, int places) {
        reserve(places, count);
        float[] to = sums;
        int[] list = touched;
        int listed = size;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            int at = 2 * row;
            float sum = to[at];
            // written always and kept if it is new: whether it is would be guessed wrong too often
            list[listed] = row;
            listed += sum == 0f ? 1 : 0;
            to[at] = sum + firstFactor * weights[i];
            to[at + 1] += secondFactor * weights[i];
        }
        size = listed;
    }

    public float first(int row) {
        return 2 * row < sums.length ? sums[2 * row] : 0f;
    }

    public float second(int row) {
        return 2 * row < sums.length ? sums[2 * row + 1] : 0f;
    }

    /**
     * to[i] ← first sum · {@link EventCounts#inverseRoot} of the i-th row that was added to, −∞ for some rows.
     *
     * @param without rows that get −∞, each once
     * @param withoutSize how many these are
     */
    public void scaled(EventCounts counts, int[] without, int withoutSize, float[] to) {
        float[] from = sums;
        strikeOut(without, withoutSize);
        for (int i = 0; i < size; i++) {
            float sum = from[2 * touched[i]];
            to[i] = sum == Float.NEGATIVE_INFINITY ? sum : sum * counts.inverseRoot(touched[i]);
        }
        for (int i = 0; i < withoutSize; i++) {
            int at = 2 * without[i];
            if (at < from.length) {
                from[at] = struck[i];
            }
        }
    }

    /** Makes their first sums −∞ and keeps what these were; cheaper than asking for each row that was added to. */
    private void strikeOut(int[] rows, int count) {
        if (struck.length < count) {
            struck = new float[count];
        }
        for (int i = 0; i < count; i++) {
            int at = 2 * rows[i];
            if (at < sums.length) {
                struck[i] = sums[at];
                sums[at] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    /** How many rows were added to. */
    public int size() {
        return size;
    }

    /** A row that was added to, in the order of first additions. */
    public int row(int place) {
        return touched[place];
    }

    private void reserve(int places, int more) {
        if (2 * places > sums.length) {
            sums = Arrays.copyOf(sums, 2 * Math.max(places, sums.length));
        }
        if (size + more >= touched.length) {
            touched = Arrays.copyOf(touched, Math.max(size + more + 1, 2 * touched.length));
        }
    }
}
