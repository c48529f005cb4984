package io.freshet.embedding;

import io.freshet.embedding.simd.RowKernels;
import java.util.Arrays;

/**
 * Rows of {@code float[dimension]} with one Adagrad accumulator each, row-major. One thread.
 *
 * <p>Memory: 4·(dimension + 1) bytes a row. Arrays that {@link #chunk} returned are not to be kept while rows are added.
 */
public final class RowTable {
    private final int dimension;
    private float[][] chunks = new float[0][];
    private float[][] accumulators = new float[0][];
    private int[] offsets = {};

    public RowTable(int dimension) {
        this.dimension = dimension;
    }

    /** Makes room for {@code row}, which may be at most one more than before. */
    void reserve(int row) {
        int chunk = Chunks.of(row);
        int capacity = Chunks.capacity(chunk, Chunks.place(row));
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunk + 1);
            accumulators = Arrays.copyOf(accumulators, chunk + 1);
            chunks[chunk] = new float[capacity * dimension];
            accumulators[chunk] = new float[capacity];
        } else if (accumulators[chunk].length < capacity) {
            chunks[chunk] = Arrays.copyOf(chunks[chunk], capacity * dimension);
            accumulators[chunk] = Arrays.copyOf(accumulators[chunk], capacity);
        }
    }

    public int dimension() {
        return dimension;
    }

    /** The table's own array that holds {@code row}, from {@link #offset} on. */
    public float[] chunk(int row) {
        return chunks[Chunks.of(row)];
    }

    public int offset(int row) {
        return Chunks.place(row) * dimension;
    }

    /** Adds {@code s[j]} times row {@code rows[j]} to y for each j below {@code count}, in this order. */
    void addScaled(RowKernels kernels, float[] s, int[] rows, int count, float[] y) {
        if (offsets.length < count) {
            offsets = new int[count];
        }
        for (int from = 0; from < count; ) {
            float[] chunk = chunk(rows[from]);
            int to = from;
            for (; to < count && chunk(rows[to]) == chunk; to++) {
                offsets[to] = offset(rows[to]);
            }
            kernels.addScaled(s, chunk, offsets, from, to, y, 0, dimension);
            from = to;
        }
    }

    /**
     * Dot products of two vectors with rows: aDots[j] ← a·row, bDots[j] ← b·row for row {@code rows[j]}, for each j below
     * {@code count}.
     */
    public void dots(RowKernels kernels, float[] a, float[] b, int[] rows, int count, float[] aDots, float[] bDots) {
        if (offsets.length < count) {
            offsets = new int[count];
        }
        for (int from = 0; from < count; ) {
            float[] chunk = chunk(rows[from]);
            int to = from;
            for (; to < count && chunk(rows[to]) == chunk; to++) {
                offsets[to] = offset(rows[to]);
            }
            kernels.dots(a, b, chunk, offsets, from, to, dimension, aDots, bDots);
            from = to;
        }
    }

    public float accumulator(int row) {
        return accumulators[Chunks.of(row)][Chunks.place(row)];
    }

    /** Throws an {@link IllegalArgumentException} if {@code value} is not finite. */
    public void accumulator(int row, float value) {
        requireFinite("accumulator", row, value);
        accumulators[Chunks.of(row)][Chunks.place(row)] = value;
    }

    /**
     * Overwrites a row.
     *
     * @param values of which {@code dimension} from {@code offset} on are taken
     * @throws IllegalArgumentException if one of them or the accumulator is not finite; the row is as it was
     */
    public void write(int row, float[] values, int offset, float accumulator) {
        requireFinite("accumulator", row, accumulator);
        for (int i = 0; i < dimension; i++) {
            requireFinite("vector", row, values[offset + i]);
        }
        System.arraycopy(values, offset, chunk(row), offset(row), dimension);
        accumulator(row, accumulator);
    }

    /** Length of the longest of the first {@code rows} rows. Cost: one pass. */
    float longest(int rows) {
        double longest = 0;
        for (int row = 0; row < rows; row++) {
            longest = Math.max(longest, NormCap.square(chunk(row), offset(row), dimension));
        }
        return (float) Math.sqrt(longest);
    }

    static void requireFinite(String what, int row, float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("the " + what + " of row " + row + " would get the value " + value
                    + ": only finite values may enter a table, so look for where it comes from");
        }
    }

    /** Zeros, as if the row had never been. */
    void clear(int row) {
        Arrays.fill(chunk(row), offset(row), offset(row) + dimension, 0f);
        accumulator(row, 0f);
    }

    /** Bytes of all arrays. */
    long bytes() {
        long floats = 0;
        for (int chunk = 0; chunk < chunks.length; chunk++) {
            floats += chunks[chunk].length + accumulators[chunk].length;
        }
        return Float.BYTES * floats;
    }
}
