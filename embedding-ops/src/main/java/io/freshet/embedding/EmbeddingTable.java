package io.freshet.embedding;

import io.freshet.embedding.simd.Kernels;
import java.util.Set;

/**
 * Items with a vector {@code float[dimension]}, a bias and their Adagrad accumulators: found by key for learning, and
 * scanned for the best of a query. One thread.
 *
 * <p>Vectors are held as rows, where the learner changes them, and once more for each {@link ScanFormat}; whoever
 * changes a row says so with {@link #changed}. A removed item's row goes to the next new one, so a row number means
 * nothing once its item is gone. Memory per row: 4·(dimension + 1) bytes for learning, 8 for biases, 4·dimension for
 * FLOAT32, dimension + 4 for INT8 (dimension rounded up to four), and the index.
 */
public final class EmbeddingTable {
    private final ItemIndex index = new ItemIndex();
    private final RowTable vectors;
    private final RowTable biasAccumulators = new RowTable(0);
    private final ScanTable scan;
    private final Set<ScanFormat> formats;
    private final Kernels kernels;

    /**
     * An empty table.
     *
     * @param formats in which it can be scanned
     * @param kernels what computes here; for the table's thread
     */
    public EmbeddingTable(int dimension, Set<ScanFormat> formats, Kernels kernels) {
        this.formats = Set.copyOf(formats);
        this.kernels = kernels;
        this.vectors = new RowTable(dimension);
        this.scan = new ScanTable(dimension, formats, kernels.rows());
    }

    public int dimension() {
        return vectors.dimension();
    }

    public ItemIndex index() {
        return index;
    }

    /** The rows that learning reads and writes. */
    public RowTable vectors() {
        return vectors;
    }

    /** Gives an item that has none a row of zeros; returns its number. */
    public int add(long key, String id) {
        int row = index.add(key, id);
        reserve(row);
        scan.bias(row, 0f);
        changed(row);
        return row;
    }

    /** Leaves the next row without an item, as if that had been removed; the index is to be told when it is free. */
    int leaveOut() {
        int row = index.leaveOut();
        reserve(row);
        return row;
    }

    private void reserve(int row) {
        vectors.reserve(row);
        biasAccumulators.reserve(row);
        scan.reserve(row);
    }

    /** Takes an item out; returns the row that it had, or {@link ItemIndex#UNKNOWN}. */
    public int remove(long key) {
        int row = index.remove(key);
        if (row != ItemIndex.UNKNOWN) {
            vectors.clear(row);
            biasAccumulators.clear(row);
            scan.hide(row);
        }
        return row;
    }

    /** To be called after a row was written, so that the scans see it. Cost: dimension/4 cache lines a format. */
    public void changed(int row) {
        scan.vector(row, vectors.chunk(row), vectors.offset(row));
    }

    public float bias(int row) {
        return scan.bias(row);
    }

    /** Throws an {@link IllegalArgumentException} if {@code value} is not finite. */
    public void bias(int row, float value) {
        RowTable.requireFinite("bias", row, value);
        scan.bias(row, value);
    }

    public float biasAccumulator(int row) {
        return biasAccumulators.accumulator(row);
    }

    /** Throws an {@link IllegalArgumentException} if {@code value} is not finite. */
    public void biasAccumulator(int row, float value) {
        biasAccumulators.accumulator(row, value);
    }

    /** Bytes of the heap that the table takes. */
    public long bytes() {
        return index.bytes() + vectors.bytes() + biasAccumulators.bytes() + scan.bytes();
    }

    /**
     * A scan of the table in one of its formats.
     *
     * @throws IllegalArgumentException if the table does not have it
     */
    public TableScan scan(ScanFormat format) {
        require(format);
        return format == ScanFormat.INT8
                ? new Int8Scan(this, kernels.rows(), kernels.scans())
                : new FloatScan(this, kernels.scans());
    }

    void require(ScanFormat format) {
        if (!formats.contains(format)) {
            throw new IllegalArgumentException(
                    "the table has the formats " + formats + ": make it with " + format + " to scan that");
        }
    }

    ScanTable scan() {
        return scan;
    }

    Kernels kernels() {
        return kernels;
    }
}
