package io.freshet.features;

import io.freshet.embedding.ContextWeights;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.NormCap;
import io.freshet.embedding.StableHash;
import io.freshet.embedding.StartValues;
import io.freshet.schemas.Coverage;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.RowVersion;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the shared rows are laid out: every row is a few float arrays, its parts, and a count, all of them sums, so
 * changes from many learners add up in any order.
 *
 * <p>TARGET is {@code [q (d), b, accumulator of q, accumulator of b]}, SOURCE is {@code [s (d), accumulator of s]},
 * and the global row {@link #WEIGHTS_ROW} has the one part WEIGHTS, {@code [w (8K), squares (8K)]}.
 */
public final class RowLayout {
    public static final int TARGET = 0;
    public static final int SOURCE = 1;
    public static final int WEIGHTS = 2;
    public static final int PARTS = 3;

    /** The reserved row of the context weights; no item id may contain U+0000. */
    public static final String WEIGHTS_ROW = "\0context-weights";

    private final int dimension;
    private final int weights;
    private final int contextLength;
    private final StartValues start;
    private final NormCap cap;

    public RowLayout(LearnerConfig config) {
        dimension = config.dimension();
        contextLength = config.contextLength();
        weights = contextLength * ContextWeights.GAPS;
        start = new StartValues(config);
        cap = new NormCap(config.maxNorm());
    }

    public int dimension() {
        return dimension;
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

    static boolean isGlobal(String rowId) {
        return rowId.charAt(0) == 0;
    }

    /**
     * Says whether a published row belongs to this model.
     *
     * @return false for a global row that this version does not know
     * @throws IllegalArgumentException if a vector has another length than this layout
     */
    public boolean accepts(ItemState row) {
        checkLength(row.rowId(), row.target(), dimension);
        checkLength(row.rowId(), row.source(), dimension);
        checkLength(row.rowId(), row.weights(), weights);
        checkLength(row.rowId(), row.weightAccumulators(), weights);
        return !isGlobal(row.rowId()) || row.rowId().equals(WEIGHTS_ROW);
    }

    /** The parts of a row before anything was added: a function of its id. */
    float[] @Nullable [] startOf(String rowId) {
        float[] @Nullable [] parts = new float[PARTS][];
        if (isGlobal(rowId)) {
            ContextWeights first = new ContextWeights(contextLength);
            parts[WEIGHTS] = Arrays.copyOf(first.weights(), 2 * weights);
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

    /** The published form of a row. */
    ItemState toState(
            String rowId,
            RowVersion version,
            float[] @Nullable [] parts,
            long count,
            List<Coverage> covers,
            long updatedMs) {
        float[] global = parts[WEIGHTS];
        if (global != null) {
            return new ItemState(
                    rowId,
                    version,
                    null,
                    0f,
                    0f,
                    0f,
                    null,
                    0f,
                    Arrays.copyOf(global, weights),
                    Arrays.copyOfRange(global, weights, 2 * weights),
                    count,
                    covers,
                    updatedMs);
        }
        float[] target = present(parts[TARGET]);
        float[] source = present(parts[SOURCE]);
        return new ItemState(
                rowId,
                version,
                Arrays.copyOf(target, dimension),
                target[dimension + 1],
                target[dimension],
                target[dimension + 2],
                Arrays.copyOf(source, dimension),
                source[dimension],
                null,
                null,
                count,
                covers,
                updatedMs);
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
            float[] part = Arrays.copyOf(global, length(WEIGHTS));
            System.arraycopy(squares, 0, part, weights, weights);
            parts[WEIGHTS] = part;
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
