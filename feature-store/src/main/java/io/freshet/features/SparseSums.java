package io.freshet.features;

import java.util.Arrays;

/**
 * Sums of positive amounts by row, of which few are not 0: an array of all rows, and a list of those that were added to.
 * Reusable; one thread. Cost of clearing: the rows added to.
 */
public final class SparseSums {
    private float[] sums = new float[64];
    private int[] touched = new int[64];
    private int size;

    /** Makes every sum 0. */
    public void clear() {
        for (int i = 0; i < size; i++) {
            sums[touched[i]] = 0f;
        }
        size = 0;
    }

    /** Adds a positive amount. */
    public void add(int row, float amount) {
        reserve(row + 1, 1);
        if (sums[row] == 0f) {
            touched[size++] = row;
        }
        sums[row] += amount;
    }

    /** Adds factor · amount for {@code count} rows below {@code places}, all of them positive. */
    void addAll(int[] rows, float[] amounts, int count, float factor, int places) {
        reserve(places, count);
        float[] to = sums;
        int[] list = touched;
        int listed = size;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            float sum = to[row];
            list[listed] = row;
            listed += sum == 0f ? 1 : 0;
            to[row] = sum + factor * amounts[i];
        }
        size = listed;
    }

    public float get(int row) {
        return row < sums.length ? sums[row] : 0f;
    }

    /** Whether anything was added to the row. */
    public boolean has(int row) {
        return get(row) != 0f;
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
        if (places > sums.length) {
            sums = Arrays.copyOf(sums, Math.max(places, 2 * sums.length));
        }
        if (size + more >= touched.length) {
            touched = Arrays.copyOf(touched, Math.max(size + more + 1, 2 * touched.length));
        }
    }
}
