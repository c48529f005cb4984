package io.freshet.embedding;

import io.freshet.embedding.simd.KernelProvider;
import io.freshet.embedding.simd.VectorKernels;

/**
 * Everything about items that learners share: target vectors q with biases b, source vectors s, context weights w.
 *
 * <p>score(u, j) = query(u)·q_j + b_j with query(u) = p_u + Σ_k w[k][gap]·s_{h_k}. Target vectors are held twice, as
 * rows for learning and in blocks for scanning; every write goes to both. One thread. Memory: 12·dimension + 30 bytes a
 * row.
 */
public final class ItemModel {
    private final int dimension;
    private final VectorKernels kernels;
    private final ItemIndex index = new ItemIndex();
    private final RowTable targets;
    private final RowTable sources;
    private final ScanTable scan;
    private final ContextWeights weights;
    private final StartValues start;

    public ItemModel(LearnerConfig config) {
        this(config, KernelProvider.create());
    }

    public ItemModel(LearnerConfig config, VectorKernels kernels) {
        this.dimension = config.dimension();
        this.kernels = kernels;
        this.targets = new RowTable(dimension);
        this.sources = new RowTable(dimension);
        this.scan = new ScanTable(dimension, kernels);
        this.weights = new ContextWeights(config.contextLength());
        this.start = new StartValues(config.seed(), config.deviation());
    }

    public int dimension() {
        return dimension;
    }

    public int size() {
        return index.size();
    }

    public ItemIndex index() {
        return index;
    }

    public ContextWeights weights() {
        return weights;
    }

    public RowTable targets() {
        return targets;
    }

    public RowTable sources() {
        return sources;
    }

    public VectorKernels kernels() {
        return kernels;
    }

    /** The row of an item, which it gets with its start values if it has none yet. */
    public int rowOf(long key, String id) {
        int row = index.row(key);
        return row != ItemIndex.UNKNOWN ? row : add(key, id);
    }

    private int add(long key, String id) {
        int row = index.add(key, id);
        targets.append();
        sources.append();
        scan.append();
        start.fill(StartValues.Table.TARGET, key, targets.chunk(row), targets.offset(row), dimension);
        start.fill(StartValues.Table.SOURCE, key, sources.chunk(row), sources.offset(row), dimension);
        targetChanged(row);
        return row;
    }

    /** A user's taste before the first event. */
    public UserVector startOfUser(long key) {
        float[] values = new float[dimension];
        start.fill(StartValues.Table.USER, key, values, 0, dimension);
        return new UserVector(values, 0f);
    }

    public float bias(int row) {
        return scan.bias(row);
    }

    public void bias(int row, float value) {
        scan.bias(row, value);
    }

    public float biasAccumulator(int row) {
        return scan.biasAccumulator(row);
    }

    public void biasAccumulator(int row, float value) {
        scan.biasAccumulator(row, value);
    }

    /** Bytes of the heap that the rows take. */
    public long bytes() {
        return index.bytes() + targets.bytes() + sources.bytes() + scan.bytes();
    }

    /** To be called after a target row was written, so that the scan sees it. */
    public void targetChanged(int row) {
        scan.vector(row, targets.chunk(row), targets.offset(row));
    }

    /** Writes p_u + Σ_k w[k][gap]·s_{h_k} to {@code query}. */
    public void query(UserVector user, Context context, float[] query) {
        System.arraycopy(user.values(), 0, query, 0, dimension);
        for (int i = 0; i < context.size(); i++) {
            int row = context.row(i);
            float w = weights.weights()[context.weightIndex(i)];
            kernels.addScaled(w, sources.chunk(row), sources.offset(row), query, 0, dimension);
        }
    }

    /** Finds the {@code limit} best items for a query among those that the filter accepts. */
    public int scan(float[] query, int limit, RowFilter filter, TopK best) {
        scan.scan(query, best.reset(limit), filter);
        return best.finish();
    }
}
