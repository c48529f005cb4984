package io.freshet.ranking.pipeline;

import java.util.Arrays;

/**
 * What was chosen for a list, in its order: rows with their scores, and how probable it was that the row came to its place.
 * Reusable; one thread.
 */
public final class Selection {
    private int[] rows = new int[64];
    private float[] scores = new float[64];
    private float[] propensities = new float[64];
    private int size;

    public int size() {
        return size;
    }

    /** The row at a place, 0 for the first. */
    public int row(int place) {
        return rows[place];
    }

    public float score(int place) {
        return scores[place];
    }

    /** Probability that the selection put this row at this place; 1 where chance has no part. */
    public float propensity(int place) {
        return propensities[place];
    }

    void clear() {
        size = 0;
    }

    void add(int row, float score) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size);
            scores = Arrays.copyOf(scores, 2 * size);
            propensities = Arrays.copyOf(propensities, 2 * size);
        }
        rows[size] = row;
        scores[size] = score;
        propensities[size++] = 1f;
    }

    void propensity(int place, float propensity) {
        propensities[place] = propensity;
    }

    void truncate(int limit) {
        size = Math.min(size, limit);
    }

    /** Moves what is at {@code from} up to {@code to}; those between move down. */
    void moveUp(int from, int to) {
        int row = rows[from];
        float score = scores[from];
        System.arraycopy(rows, to, rows, to + 1, from - to);
        System.arraycopy(scores, to, scores, to + 1, from - to);
        rows[to] = row;
        scores[to] = score;
    }

    /** The place of a row among those from {@code from} on, or −1. */
    int placeOf(int row, int from) {
        for (int place = from; place < size; place++) {
            if (rows[place] == row) {
                return place;
            }
        }
        return -1;
    }
}
