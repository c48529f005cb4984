package io.freshet.embedding;

import io.freshet.embedding.simd.Kernels;
import java.util.BitSet;
import java.util.Set;

/**
 * Items with a vector {@code float[dimension]}, a bias and their Adagrad accumulators: found by key for learning, and
 * scanned for the best of a query. One thread; that of a {@link #shared} table can have a {@link ScanPool} beside it.
 *
 * <p>Vectors are held as rows, where the learner changes them, and once more for each {@link ScanFormat}, to which
 * {@link #changed} brings what was written. A removed item's row goes to the next new one, so a row number means
 * nothing once its item is gone. Memory per row: 4·(dimension + 1) bytes for learning, 8 for biases, 4·dimension for
 * FLOAT32, dimension + 4 for INT8 (dimension rounded up to four), and the index; a shared table takes 8 more.
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
        this(dimension, formats, false, kernels);
    }

    private EmbeddingTable(int dimension, Set<ScanFormat> formats, boolean shared, Kernels kernels) {
        this.formats = Set.copyOf(formats);
        this.kernels = kernels;
        this.vectors = new RowTable(dimension);
        this.scan = new ScanTable(dimension, formats, shared, kernels.rows());
    }

    /** A table that a {@link ScanPool} can scan while its thread writes it. */
    public static EmbeddingTable shared(int dimension, Set<ScanFormat> formats, Kernels kernels) {
        return new EmbeddingTable(dimension, formats, true, kernels);
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

    /** Gives an item that has none a row of zeros, which scans find once it was {@link #changed}; returns its number. */
    public int add(long key, String id) {
        return added(index.add(key, id), key);
    }

    /** Like {@link #add}, for an item that nobody has had an event with. */
    int addUntouched(long key, String id) {
        return added(index.addUntouched(key, id), key);
    }

    private int added(int row, long key) {
        reserve(row);
        scan.assign(row, key);
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
            clear(row);
        }
        return row;
    }

    /** Takes the items of several rows out. */
    void removeAll(BitSet gone) {
        index.removeAll(gone);
        for (int row = gone.nextSetBit(0); row >= 0; row = gone.nextSetBit(row + 1)) {
            clear(row);
        }
    }

    private void clear(int row) {
        vectors.clear(row);
        biasAccumulators.clear(row);
        scan.hide(row);
    }

    /**
     * Sets the bias of a row whose vector was written, and lets the scans see both. One call, so that no scan finds a
     * new bias beside an old vector. Cost: dimension/4 cache lines a format.
     *
     * @throws IllegalArgumentException if the bias is not finite
     */
    public void changed(int row, float bias) {
        RowTable.requireFinite("bias", row, bias);
        scan.write(row, vectors.chunk(row), vectors.offset(row), bias);
    }

    /** The bias that {@link #changed} gave the row; −∞ before. */
    public float bias(int row) {
        return scan.bias(row);
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

    boolean has(ScanFormat format) {
        return formats.contains(format);
    }

    void require(ScanFormat format) {
        if (!has(format)) {
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
