package io.freshet.benchmarks.kernels;

import io.freshet.benchmarks.peers.NativePeers;
import io.freshet.embedding.EmbeddingTable;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.ScanFormat;
import io.freshet.embedding.simd.KernelProvider;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Gaussian vectors of about unit length, the same for all who are compared. */
record Vectors(int count, int dimension) {
    private static final long SEED = 1;
    private static final long SEED_OF_QUERIES = 2;

    /** Takes a vector that is overwritten by the next. */
    interface Sink {
        void row(int row, float[] vector);
    }

    void into(Sink sink) {
        fill(SEED, count, sink);
    }

    float[][] rows() {
        return copies(SEED, count);
    }

    float[][] queries(int queries) {
        return copies(SEED_OF_QUERIES, queries);
    }

    /** What a scan of all vectors and their biases reads. */
    long scannedFloats() {
        return (long) count * (dimension + 1);
    }

    /** The same of their int8 codes, each with a scale and a bias, counted in floats. */
    long scannedCodes() {
        return (long) count * (dimension + 2 * Float.BYTES) / Float.BYTES;
    }

    /** As a table whose rows are in the same order. */
    EmbeddingTable toTable(Set<ScanFormat> formats) {
        EmbeddingTable table = new EmbeddingTable(dimension, formats, KernelProvider.create());
        into((item, vector) -> {
            int row = table.add(item, "");
            System.arraycopy(
                    vector, 0, table.vectors().chunk(row), table.vectors().offset(row), dimension);
            table.changed(row, 0f);
        });
        return table;
    }

    /** As the targets of a model that is still empty, in the same order. */
    ItemModel into(ItemModel model) {
        into((item, vector) -> {
            int row = model.rowOf(item, "");
            System.arraycopy(
                    vector, 0, model.targets().chunk(row), model.targets().offset(row), dimension);
            model.targetChanged(row, 0f);
        });
        return model;
    }

    /** Row-major, in memory that the caller frees. */
    long toNative() {
        long address = NativePeers.allocate((long) count * dimension);
        into((row, vector) -> NativePeers.put(address, (long) row * dimension, vector, dimension));
        return address;
    }

    private float[][] copies(long seed, int rows) {
        float[][] copies = new float[rows][];
        fill(seed, rows, (row, vector) -> copies[row] = vector.clone());
        return copies;
    }

    private void fill(long seed, int rows, Sink sink) {
        RandomGenerator random = new SplittableRandom(seed);
        float scale = (float) (1 / Math.sqrt(dimension));
        float[] vector = new float[dimension];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < dimension; i++) {
                vector[i] = scale * (float) random.nextGaussian();
            }
            sink.row(row, vector);
        }
    }
}
