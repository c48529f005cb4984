package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;

/**
 * How tables cut their rows into arrays: 16,368 to an array, so that one of 64 floats a row is just below 4 MiB. A
 * collector that gives such an array regions of its own (G1) then wastes nothing on its header, and the array's first
 * value is where {@link QuadLayout#ORIGIN} wants it. The first array starts small and doubles; later ones are made
 * whole, so that growing copies nothing.
 */
final class Chunks {
    static final int ROWS = 1023 * QuadLayout.GROUP;

    private static final int FIRST = 256;

    private Chunks() {}

    static int of(int row) {
        return row / ROWS;
    }

    static int place(int row) {
        return row % ROWS;
    }

    /** Rows that the array of chunk {@code chunk} should hold, now that {@code row} is to come into it. */
    static int capacity(int chunk, int place) {
        if (chunk > 0) {
            return ROWS;
        }
        int capacity = FIRST;
        while (capacity <= place) {
            capacity *= 2;
        }
        return Math.min(capacity, ROWS);
    }
}
