package io.freshet.features;

import io.freshet.embedding.ContextWeights;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.NormCap;
import io.freshet.embedding.Situations;
import io.freshet.embedding.StableHash;
import io.freshet.embedding.StartValues;
import io.freshet.features.declared.EntityPlan;
import io.freshet.features.declared.FeatureState;
import io.freshet.features.declared.FlatFeatures;
import io.freshet.schemas.Coverage;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.ItemStateBuilder;
import io.freshet.schemas.RowVersion;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the shared rows are laid out: every row is a few float arrays, its parts, a count, faded counts and neighbours, all of
 * them sums, so changes from many learners add up in any order.
 *
 * <p>TARGET is {@code [q (d), b, accumulator of q, accumulator of b]}, SOURCE is {@code [s (d), accumulator of s]},
 * and rows of weights have the one part WEIGHTS, {@code [w (n), squares (n)]}: {@link #WEIGHTS_ROW} those of the context's
 * places, the {@linkplain RankerLayout#weightsRow ranker's} those of its features, {@link #POSITIONS_ROW} those of positions in lists; {@linkplain ContentRows those of the content
 * map} have {@code [M (2·d + 1), count]} there. {@linkplain SituationRows Rows of situations} have the one part SOURCE, and are
 * published as weights, {@code [v (d)]} and {@code [accumulator of v]}, since no reserved row is published with vectors. {@link #TOTALS_ROW} has a count only. An item's neighbours have a row of their own, named by {@link #neighboursRow}, and so have its declared features, whose states are longs.
 */
public final class RowLayout {
    public static final int TARGET = 0;
    public static final int SOURCE = 1;
    public static final int WEIGHTS = 2;
    public static final int PARTS = 3;

    /** The reserved row of the context weights; no item id may contain U+0000. */
    public static final String WEIGHTS_ROW = "\0context-weights";

    /** The reserved row of the weights of positions in lists that were shown; only with a ranker. */
    public static final String POSITIONS_ROW = "\0position-weights";

    /** The reserved row of what is counted over all items; only with a ranker. */
    public static final String TOTALS_ROW = "\0totals";

    private static final String NEIGHBOURS = "\0neighbours:";

    private final int dimension;
    private final int weights;
    private final int contextLength;
    private final boolean situations;
    private final StartValues start;
    private final NormCap cap;
    private final @Nullable RankerLayout ranker;
    private final EntityPlan features;
    private final String featuresPrefix;

    /** Rows of the embedding alone. */
    public RowLayout(LearnerConfig config) {
        this(config, null);
    }

    /**
     * Rows of the embedding and of a ranker.
     *
     * @param ranker null for none
     */
    public RowLayout(LearnerConfig config, @Nullable RankerLayout ranker) {
        this.ranker = ranker;
        features = ranker == null ? EntityPlan.NONE : ranker.itemFeatures();
        featuresPrefix = FeatureRowNames.prefix(features.fingerprint());
        dimension = config.dimension();
        contextLength = config.contextLength();
        situations = config.situations();
        weights = contextLength * ContextWeights.GAPS;
        start = new StartValues(config);
        cap = new NormCap(config.maxNorm());
    }

    public int dimension() {
        return dimension;
    }

    /** The ranker's rows, or null if there is none. */
    @Nullable
    RankerLayout ranker() {
        return ranker;
    }

    /** How the declared features of items are computed. */
    EntityPlan features() {
        return features;
    }

    /** Id of the row of an item's declared features. */
    String featuresRow(String itemId) {
        return featuresPrefix + itemId;
    }

    /** Whether a row holds features of an item that are not declared, or not so, any more. */
    public boolean isOfOtherFeatures(String rowId) {
        return FeatureRowNames.has(rowId) && kind(rowId) == RowKind.UNKNOWN;
    }

    /** Neighbours that an item keeps at least. Without a ranker nobody says so, and what one has learned is not cut. */
    int neighbours() {
        return ranker == null ? SignalsConfig.MOST_NEIGHBOURS : ranker.signals().neighbours();
    }

    /** Id of the row of an item's neighbours. */
    public static String neighboursRow(String itemId) {
        return NEIGHBOURS + itemId;
    }

    /** The item that a row of an item, of its neighbours or of its features belongs to. */
    static String itemOf(String rowId) {
        if (FeatureRowNames.has(rowId)) {
            return FeatureRowNames.itemOf(rowId);
        }
        return rowId.startsWith(NEIGHBOURS) ? rowId.substring(NEIGHBOURS.length()) : rowId;
    }

    RowKind kind(String rowId) {
        if (!isReserved(rowId)) {
            return RowKind.ITEM;
        }
        if (rowId.equals(WEIGHTS_ROW)) {
            return RowKind.CONTEXT_WEIGHTS;
        }
        if (ContentRows.has(rowId)) {
            return RowKind.CONTENT_MAP;
        }
        if (situations && SituationRows.has(rowId)) {
            return RowKind.SITUATION;
        }
        if (ranker == null) {
            return RowKind.UNKNOWN;
        }
        if (rowId.startsWith(NEIGHBOURS) && rowId.length() > NEIGHBOURS.length()) {
            return RowKind.NEIGHBOURS;
        }
        if (FeatureRowNames.has(rowId)) {
            return !features.isEmpty() && isFeaturesRow(rowId) ? RowKind.FEATURES : RowKind.UNKNOWN;
        }
        if (rowId.equals(TOTALS_ROW)) {
            return RowKind.TOTALS;
        }
        if (rowId.equals(POSITIONS_ROW)) {
            return RowKind.POSITION_WEIGHTS;
        }
        return rowId.equals(ranker.weightsRow()) ? RowKind.RANKER_WEIGHTS : RowKind.UNKNOWN;
    }

    private boolean isFeaturesRow(String rowId) {
        return rowId.startsWith(featuresPrefix) && rowId.length() > featuresPrefix.length();
    }

    /** Whether a row is an item's own, that of its neighbours or that of its features. */
    static boolean isOfItem(String rowId) {
        return !isReserved(rowId) || rowId.startsWith(NEIGHBOURS) || FeatureRowNames.has(rowId);
    }

    /** Whether a row is big and may be late, so that others go first. */
    public static boolean yields(String rowId) {
        return rowId.startsWith(NEIGHBOURS) || FeatureRowNames.has(rowId);
    }

    int length(int part) {
        return switch (part) {
            case TARGET -> dimension + 3;
            case SOURCE -> dimension + 1;
            case WEIGHTS -> 2 * weights;
            default -> throw new IllegalArgumentException("part " + part + " is unknown: use 0 to " + (PARTS - 1));
        };
    }

    /** Cuts the vector of a part that has one to the greatest length that a row may have. */
    void cap(int part, float[] values) {
        if (part != WEIGHTS) {
            cap.apply(values, 0, dimension);
        }
    }

    static boolean isReserved(String rowId) {
        return rowId.charAt(0) == 0;
    }

    /**
     * Says whether a published row belongs to this model.
     *
     * @return false for a reserved row that this program does not know, or has no use for without a ranker
     * @throws IllegalArgumentException if a vector has another length than this layout
     */
    public boolean accepts(ItemState row) {
        RowKind kind = kind(row.rowId());
        if (kind == RowKind.UNKNOWN) {
            return false;
        }
        checkLength(row.rowId(), row.target(), dimension);
        checkLength(row.rowId(), row.source(), dimension);
        int expected = weightsOf(kind);
        checkLength(row.rowId(), row.weights(), expected);
        boolean hasOneAccumulator = kind == RowKind.CONTENT_MAP || kind == RowKind.SITUATION;
        checkLength(row.rowId(), row.weightAccumulators(), hasOneAccumulator ? 1 : expected);
        return true;
    }

    private int weightsOf(RowKind kind) {
        return switch (kind) {
            case CONTENT_MAP -> 2 * dimension + 1;
            case SITUATION -> dimension;
            case RANKER_WEIGHTS -> ranker == null ? weights : ranker.weights();
            case POSITION_WEIGHTS -> RankerState.POSITIONS;
            default -> weights;
        };
    }

    /** The parts of a row before anything was added: a function of its id. */
    float[] @Nullable [] startOf(String rowId) {
        float[] @Nullable [] parts = new float[PARTS][];
        RowKind kind = kind(rowId);
        if (kind == RowKind.CONTEXT_WEIGHTS) {
            ContextWeights first = new ContextWeights(contextLength);
            parts[WEIGHTS] = Arrays.copyOf(first.weights(), 2 * weights);
        } else if (kind == RowKind.RANKER_WEIGHTS && ranker != null) {
            parts[WEIGHTS] = ranker.startOfRow();
        } else if (kind == RowKind.POSITION_WEIGHTS) {
            parts[WEIGHTS] = new float[2 * RankerState.POSITIONS];
        } else if (kind == RowKind.CONTENT_MAP) {
            parts[WEIGHTS] = new float[weightsOf(kind) + 1];
        }
        if (kind == RowKind.SITUATION) {
            float[] vector = new float[length(SOURCE)];
            Situations.start(SituationRows.row(rowId), start, vector, 0, dimension);
            parts[SOURCE] = vector;
        }
        if (kind != RowKind.ITEM) {
            return parts;
        }
        long key = StableHash.of(rowId);
        float[] target = new float[length(TARGET)];
        float[] source = new float[length(SOURCE)];
        start.fill(StartValues.Table.TARGET, key, target, 0, dimension);
        start.fill(StartValues.Table.SOURCE, key, source, 0, dimension);
        parts[TARGET] = target;
        parts[SOURCE] = source;
        return parts;
    }

    /**
     * The published form of a row.
     *
     * @param state of an item's declared features, null for none
     */
    ItemState toState(
            String rowId,
            RowVersion version,
            float[] @Nullable [] parts,
            Signals signals,
            long count,
            List<Coverage> covers,
            long updatedMs,
            @Nullable FeatureState state) {
        ItemStateBuilder row = ItemState.builder(rowId, version)
                .count(count)
                .covers(covers)
                .updatedMs(updatedMs)
                .fadedLogs(signals.fadedLogs())
                .neighbours(signals.neighbours());
        if (isReserved(rowId)) {
            float[] global = SituationRows.has(rowId) ? parts[SOURCE] : parts[WEIGHTS];
            if (global != null) {
                int values = global.length - accumulators(rowId, global.length);
                row.weights(Arrays.copyOf(global, values), Arrays.copyOfRange(global, values, global.length));
            }
            return row.features(state == null ? null : FlatFeatures.of(state)).build();
        }
        float[] target = present(parts[TARGET]);
        float[] source = present(parts[SOURCE]);
        return row.target(Arrays.copyOf(target, dimension), target[dimension + 1])
                .bias(target[dimension], target[dimension + 2])
                .source(Arrays.copyOf(source, dimension), source[dimension])
                .build();
    }

    /** How many of a reserved row's values are accumulators, which come last. */
    private static int accumulators(String rowId, int length) {
        return ContentRows.has(rowId) || SituationRows.has(rowId) ? 1 : length / 2;
    }

    /** The parts of a published row that is accepted; what it does not carry is null. */
    float[] @Nullable [] fromState(ItemState row) {
        float[] @Nullable [] parts = new float[PARTS][];
        float[] target = row.target();
        if (target != null) {
            float[] part = Arrays.copyOf(target, length(TARGET));
            part[dimension] = row.bias();
            part[dimension + 1] = row.targetAccumulator();
            part[dimension + 2] = row.biasAccumulator();
            parts[TARGET] = part;
        }
        float[] source = row.source();
        if (source != null) {
            float[] part = Arrays.copyOf(source, length(SOURCE));
            part[dimension] = row.sourceAccumulator();
            parts[SOURCE] = part;
        }
        float[] global = row.weights();
        float[] squares = row.weightAccumulators();
        if (global != null && squares != null) {
            float[] part = Arrays.copyOf(global, global.length + squares.length);
            System.arraycopy(squares, 0, part, global.length, squares.length);
            parts[SituationRows.has(row.rowId()) ? SOURCE : WEIGHTS] = part;
        }
        return parts;
    }

    private static void checkLength(String rowId, float @Nullable [] values, int expected) {
        if (values != null && values.length != expected) {
            throw new IllegalArgumentException("row '" + rowId.replace('\0', '$') + "' has " + values.length
                    + " values, but this model has " + expected
                    + ": use one dimension and context length for a topic, or another topic prefix");
        }
    }

    private static float[] present(float @Nullable [] part) {
        if (part == null) {
            throw new IllegalStateException("an item's row lacks a vector");
        }
        return part;
    }
}
