package io.freshet.embedding;

import io.freshet.embedding.simd.VectorKernels;
import java.util.Arrays;

/**
 * The target vectors as the scan wants them: dimension-major blocks of 64 items, biases apart. One thread.
 *
 * <p>Unused places of the last block have the bias −∞ and so never enter a top-k.
 */
final class ScanTable {
    private static final int BLOCK = VectorKernels.BLOCK;
    private static final int BLOCK_SHIFT = Integer.numberOfTrailingZeros(BLOCK);
    private static final int CHUNK_BLOCKS = RowTable.CHUNK_ROWS / BLOCK;

    private final int dimension;
    private final VectorKernels kernels;
    private final float[] scores = new float[BLOCK];
    private float[][] chunks = new float[0][];
    private float[] biases = new float[0];
    private float[] biasAccumulators = new float[0];
    private int size;

    ScanTable(int dimension, VectorKernels kernels) {
        this.dimension = dimension;
        this.kernels = kernels;
    }

    void append() {
        if (size == chunks.length * RowTable.CHUNK_ROWS) {
            chunks = Arrays.copyOf(chunks, chunks.length + 1);
            chunks[chunks.length - 1] = new float[RowTable.CHUNK_ROWS * dimension];
            biases = Arrays.copyOf(biases, chunks.length * RowTable.CHUNK_ROWS);
            biasAccumulators = Arrays.copyOf(biasAccumulators, biases.length);
            Arrays.fill(biases, size, biases.length, Float.NEGATIVE_INFINITY);
        }
        biases[size++] = 0f;
    }

    float bias(int row) {
        return biases[row];
    }

    void bias(int row, float value) {
        biases[row] = value;
    }

    float biasAccumulator(int row) {
        return biasAccumulators[row];
    }

    void biasAccumulator(int row, float value) {
        biasAccumulators[row] = value;
    }

    /** Bytes of all arrays. */
    long bytes() {
        return (long) Float.BYTES * (biases.length + biasAccumulators.length)
                + (long) Float.BYTES * chunks.length * RowTable.CHUNK_ROWS * dimension;
    }

    /** Copies {@code float[dimension]} into the columns of {@code row}. */
    void vector(int row, float[] from, int offset) {
        int block = row >> BLOCK_SHIFT;
        float[] chunk = chunks[block / CHUNK_BLOCKS];
        int at = (block % CHUNK_BLOCKS) * BLOCK * dimension + (row & (BLOCK - 1));
        for (int i = 0; i < dimension; i++, at += BLOCK) {
            chunk[at] = from[offset + i];
        }
    }

    /** Offers every row's query·vector + bias to {@code best}. Cost: one pass over the table. */
    void scan(float[] query, TopK best, RowFilter filter) {
        int blocks = (size + BLOCK - 1) >> BLOCK_SHIFT;
        for (int block = 0; block < blocks; block++) {
            float[] chunk = chunks[block / CHUNK_BLOCKS];
            int offset = (block % CHUNK_BLOCKS) * BLOCK * dimension;
            float max = kernels.scanBlock(chunk, offset, query, dimension, biases, block * BLOCK, scores);
            if (best.wouldEnter(max)) {
                offer(block * BLOCK, best, filter);
            }
        }
    }

    private void offer(int firstRow, TopK best, RowFilter filter) {
        int rows = Math.min(BLOCK, size - firstRow);
        for (int j = 0; j < rows; j++) {
            if (best.wouldEnter(scores[j]) && filter.accepts(firstRow + j)) {
                best.add(scores[j], firstRow + j);
            }
        }
    }
}
