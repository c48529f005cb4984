package io.freshet.embedding;

import java.util.Arrays;

/**
 * Rows of {@code float[dimension]} with one Adagrad accumulator each, row-major in chunks, so that growing copies
 * nothing. One thread.
 */
public final class RowTable {
    static final int CHUNK_ROWS = 4096;

    private static final int CHUNK_SHIFT = Integer.numberOfTrailingZeros(CHUNK_ROWS);
    private static final int CHUNK_MASK = CHUNK_ROWS - 1;

    private final int dimension;
    private float[][] chunks = new float[0][];
    private float[] accumulators = new float[0];
    private int size;

    public RowTable(int dimension) {
        this.dimension = dimension;
    }

    /** Appends a row of zeros and returns its number. */
    int append() {
        int row = size++;
        if (row >> CHUNK_SHIFT == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunks.length + 1);
            chunks[chunks.length - 1] = new float[CHUNK_ROWS * dimension];
        }
        if (row == accumulators.length) {
            accumulators = Arrays.copyOf(accumulators, Math.max(64, 2 * row));
        }
        return row;
    }

    public int size() {
        return size;
    }

    public int dimension() {
        return dimension;
    }

    /** The table's own array that holds {@code row}, from {@link #offset} on. */
    public float[] chunk(int row) {
        return chunks[row >> CHUNK_SHIFT];
    }

    public int offset(int row) {
        return (row & CHUNK_MASK) * dimension;
    }

    public float accumulator(int row) {
        return accumulators[row];
    }

    public void accumulator(int row, float value) {
        accumulators[row] = value;
    }

    /** Bytes of all arrays. */
    long bytes() {
        return (long) Float.BYTES * ((long) chunks.length * CHUNK_ROWS * dimension + accumulators.length);
    }
}
