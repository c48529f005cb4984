package io.freshet.embedding;

import io.freshet.embedding.simd.KernelProvider;
import io.freshet.embedding.simd.Kernels;
import java.util.BitSet;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything about items that learners share: target vectors q with biases b, source vectors s, context weights w,
 * vectors of situations v.
 *
 * <p>score(u, j) = query(u)·q_j + b_j with query(u) = p_u + Σ_k w[k][gap]·s_{h_k} + Σ_c v_c. Target vectors are held twice, as
 * rows for learning and once more for scanning; every write goes to both. One thread. Memory: 12·dimension + 64 bytes a
 * row, and the ids; scanned as INT8 9·dimension + 68.
 */
public final class ItemModel {
    /** All of it would be worse for later events, and the map, which learns from these rows, would confirm itself. */
    private static final float KEPT = 0.5f;

    private final int dimension;
    private final Kernels kernels;
    private final ScanFormat format;
    private final EmbeddingTable table;
    private final RowTable sources;
    private final InverseLengths targetLengths;
    private final TableScan scan;
    private final ContextWeights weights;
    private final int[] recent;
    private final float[] weightsOfRecent;
    private final StartValues start;
    private final @Nullable Situations situations;

    public ItemModel(LearnerConfig config) {
        this(config, KernelProvider.create());
    }

    public ItemModel(LearnerConfig config, Kernels kernels) {
        this(config, kernels, ScanFormat.FLOAT32);
    }

    /**
     * An empty model.
     *
     * @param format in which it is scanned: INT8 takes a quarter of the memory and of the time where the catalogue does
     *     not fit the caches, and may miss one of a thousand of the best items
     */
    public ItemModel(LearnerConfig config, Kernels kernels, ScanFormat format) {
        this(config, kernels, format, new EmbeddingTable(config.dimension(), EnumSet.of(format), kernels));
    }

    private ItemModel(LearnerConfig config, Kernels kernels, ScanFormat format, EmbeddingTable table) {
        this.dimension = config.dimension();
        this.kernels = kernels;
        this.format = format;
        this.table = table;
        this.sources = new RowTable(dimension);
        this.targetLengths = new InverseLengths(table.vectors(), kernels.rows());
        this.scan = table.scan(format);
        this.weights = new ContextWeights(config.contextLength());
        this.recent = new int[config.contextLength()];
        this.weightsOfRecent = new float[config.contextLength()];
        this.start = new StartValues(config);
        this.situations = config.situations() ? new Situations(dimension, start) : null;
    }

    /** A model that can have a {@link #scanPool}, scanned as FLOAT32. */
    public static ItemModel shared(LearnerConfig config, Kernels kernels) {
        return shared(config, kernels, ScanFormat.FLOAT32);
    }

    /**
     * A model that can have a {@link #scanPool}.
     *
     * @param format in which it is scanned; INT8 saves time but no memory here, since other threads need floats as well
     */
    public static ItemModel shared(LearnerConfig config, Kernels kernels, ScanFormat format) {
        EnumSet<ScanFormat> formats = EnumSet.of(ScanFormat.FLOAT32, format);
        return new ItemModel(config, kernels, format, EmbeddingTable.shared(config.dimension(), formats, kernels));
    }

    public int dimension() {
        return dimension;
    }

    /** How many items there are. */
    public int size() {
        return table.index().size();
    }

    public ItemIndex index() {
        return table.index();
    }

    public ContextWeights weights() {
        return weights;
    }

    /** Null if queries have none. */
    public @Nullable Situations situations() {
        return situations;
    }

    public RowTable targets() {
        return table.vectors();
    }

    public RowTable sources() {
        return sources;
    }

    /** What computes here; for the model's thread. */
    public Kernels kernels() {
        return kernels;
    }

    /** The row of an item, which it gets with its start values if it has none yet; it is touched from now on. */
    public int rowOf(long key, String id) {
        int row = table.index().row(key);
        if (row == ItemIndex.UNKNOWN) {
            int added = addZeros(key, id);
            start(added, key);
            return added;
        }
        if (table.index().isUntouched(row)) {
            touch(row);
        }
        return row;
    }

    /** Gives an item that has none a row with its start values before anybody had an event with it. */
    public int addUntouched(long key, String id) {
        int row = table.addUntouched(key, id);
        sources.reserve(row);
        start(row, key);
        return row;
    }

    /**
     * Overwrites what the row of an untouched item has by start values + the map's; vectors are cut to the greatest length.
     *
     * @param mapped as {@link ContentMap#map} fills it; all finite
     */
    public void start(int row, float[] mapped) {
        long key = table.index().key(row);
        RowTable targets = table.vectors();
        start.fill(StartValues.Table.TARGET, key, mapped, 0, targets.chunk(row), targets.offset(row), dimension);
        start.fill(
                StartValues.Table.SOURCE,
                key,
                mapped,
                dimension + 1,
                sources.chunk(row),
                sources.offset(row),
                dimension);
        targetChanged(row, mapped[dimension]);
    }

    private void start(int row, long key) {
        RowTable targets = table.vectors();
        start.fill(StartValues.Table.TARGET, key, targets.chunk(row), targets.offset(row), dimension);
        start.fill(StartValues.Table.SOURCE, key, sources.chunk(row), sources.offset(row), dimension);
        targetChanged(row, 0f);
    }

    /** Keeps half of what content says of the vectors, and none of the bias. */
    private void touch(int row) {
        float[] kept = new float[2 * dimension + 1];
        long key = table.index().key(row);
        start.fill(StartValues.Table.TARGET, key, kept, 0, dimension);
        start.fill(StartValues.Table.SOURCE, key, kept, dimension + 1, dimension);
        RowTable targets = table.vectors();
        for (int i = 0; i < dimension; i++) {
            int source = dimension + 1 + i;
            kept[i] = KEPT * (targets.chunk(row)[targets.offset(row) + i] - kept[i]);
            kept[source] = KEPT * (sources.chunk(row)[sources.offset(row) + i] - kept[source]);
        }
        start(row, kept);
        table.index().touch(row);
    }

    /** Gives an item that has none a row, whose values are to follow. */
    int addZeros(long key, String id) {
        int row = table.add(key, id);
        sources.reserve(row);
        return row;
    }

    /** Leaves the next row without an item, as if that had been removed; the index is to be told when it is free. */
    int leaveOut() {
        int row = table.leaveOut();
        sources.reserve(row);
        return row;
    }

    /**
     * Forgets an item. Its row goes to the next new one, so nobody may keep the row: take it out of samplers, and look
     * contexts up anew.
     *
     * @return the row that it had, or {@link ItemIndex#UNKNOWN}
     */
    public int remove(long key) {
        int row = table.remove(key);
        if (row != ItemIndex.UNKNOWN) {
            sources.clear(row);
        }
        return row;
    }

    /**
     * Forgets the items of several rows. As with {@link #remove}, nobody may keep the rows. Cost: one pass over the others.
     */
    public void removeAll(BitSet gone) {
        table.removeAll(gone);
        for (int row = gone.nextSetBit(0); row >= 0; row = gone.nextSetBit(row + 1)) {
            sources.clear(row);
        }
    }

    StartValues start() {
        return start;
    }

    /** A user's taste before the first event. */
    public UserVector startOfUser(long key) {
        float[] values = new float[dimension];
        start.fill(StartValues.Table.USER, key, values, 0, dimension);
        return new UserVector(values, 0f);
    }

    public float bias(int row) {
        return table.bias(row);
    }

    public float biasAccumulator(int row) {
        return table.biasAccumulator(row);
    }

    public void biasAccumulator(int row, float value) {
        table.biasAccumulator(row, value);
    }

    /** 1/|q|, of a vector shorter than 10⁻⁶ the inverse of that; kept until {@link #targetChanged}. */
    public float inverseTargetLength(int row) {
        return targetLengths.of(row);
    }

    /** Length of the longest target vector. Cost: one pass over them. */
    public float longestTarget() {
        return targets().longest(index().places());
    }

    /** Length of the longest source vector. Cost: one pass over them. */
    public float longestSource() {
        return sources.longest(index().places());
    }

    /** Bytes of the heap that the rows take. */
    public long bytes() {
        return table.bytes()
                + targetLengths.bytes()
                + sources.bytes()
                + (situations == null ? 0 : situations.table().bytes());
    }

    /**
     * Sets the bias of a target row whose vector was written, and lets the scan see both.
     *
     * @throws IllegalArgumentException if the bias is not finite
     */
    public void targetChanged(int row, float bias) {
        targetLengths.changed(row);
        table.changed(row, bias);
    }

    /** Writes p_u + Σ_k w[k][gap]·s_{h_k} + Σ_c v_c to {@code query}. */
    public void query(UserVector user, Context context, float[] query) {
        System.arraycopy(user.values(), 0, query, 0, dimension);
        for (int i = 0; i < context.size(); i++) {
            recent[i] = context.row(i);
            weightsOfRecent[i] = weights.weights()[context.weightIndex(i)];
        }
        sources.addScaled(kernels.rows(), weightsOfRecent, recent, context.size(), query);
        if (situations != null) {
            situations.addTo(query, context, kernels.rows());
        }
    }

    /** What the context's item at a place adds to the score of {@code row}: w[k][gap]·s_{h_k}·q. */
    public float pull(Context context, int place, int row) {
        int recentRow = context.row(place);
        return weights.weights()[context.weightIndex(place)]
                * kernels.rows()
                        .dot(
                                sources.chunk(recentRow),
                                sources.offset(recentRow),
                                targets().chunk(row),
                                targets().offset(row),
                                dimension);
    }

    /** Finds the {@code limit} best items for a query among those that the filter accepts, best first; how many there are. */
    public int scan(float[] query, int limit, RowFilter filter, TopK best) {
        scan.find(query, best.reset(limit), filter);
        return best.finish();
    }

    /** The same items as of {@link #scan}, lowest row first, which is cheaper. */
    public int scanByRow(float[] query, int limit, RowFilter filter, TopK best) {
        scan.find(query, best.reset(limit), filter);
        return best.finishByRow();
    }

    /** Starts threads that scan the items of a {@link #shared} model, {@code waiting} queries of which may wait. */
    public ScanPool scanPool(int threads, int waiting) {
        return new ScanPool(table, format, threads, waiting);
    }

    /** Answers queries together: {@code size} of them at once, or fewer when one has waited for {@code patience}. */
    public MicroBatch microBatch(int size, long patience) {
        return new MicroBatch(table, size, patience);
    }
}
