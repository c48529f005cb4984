package io.freshet.schemas;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of the shared item model, absolute, as it travels from the owner to the replicas.
 *
 * <p>The arrays are not copied, for speed: they belong to the record from construction on, nobody may write to them,
 * and a reader that needs its own must copy. Equality compares their contents.
 *
 * @param rowId an item's id, or U+0000 and a name for a reserved row, which has no vectors
 * @param target vector of the item as an answer, {@code float[d]}
 * @param targetAccumulator Adagrad's sum of squared gradients of {@code target}
 * @param source vector of the item as context, {@code float[d]}
 * @param weights weights of a global row
 * @param weightAccumulators Adagrad's sums of squared gradients of {@code weights}
 * @param count distinct interactions counted for this row
 * @param covers one entry for each learner that contributed in this epoch, with its last push added
 * @param updatedMs the newest event time that it includes, milliseconds since 1970 UTC
 * @param fadedLogs logarithms of the event counts with forward decay, one for each half-life; empty if never counted
 * @param neighbours of the row of an item's neighbours
 * @param features of the row of an item's declared features: the states of all features, one after the other
 */
@SuppressWarnings("ArrayRecordComponent") // for speed; equality is spelled out below
public record ItemState(
        String rowId,
        RowVersion version,
        float @Nullable [] target,
        float targetAccumulator,
        float bias,
        float biasAccumulator,
        float @Nullable [] source,
        float sourceAccumulator,
        float @Nullable [] weights,
        float @Nullable [] weightAccumulators,
        long count,
        List<Coverage> covers,
        long updatedMs,
        List<Double> fadedLogs,
        @Nullable Neighbours neighbours,
        long @Nullable [] features) {

    // spelled out, because NullAway does not see @Nullable on the array parameters of a compact constructor
    public ItemState(
            String rowId,
            RowVersion version,
            float @Nullable [] target,
            float targetAccumulator,
            float bias,
            float biasAccumulator,
            float @Nullable [] source,
            float sourceAccumulator,
            float @Nullable [] weights,
            float @Nullable [] weightAccumulators,
            long count,
            List<Coverage> covers,
            long updatedMs,
            List<Double> fadedLogs,
            @Nullable Neighbours neighbours,
            long @Nullable [] features) {
        Checks.rowId("rowId", rowId);
        Objects.requireNonNull(version, "version");
        Checks.finite("target", target);
        Checks.finite("targetAccumulator", targetAccumulator);
        Checks.finite("bias", bias);
        Checks.finite("biasAccumulator", biasAccumulator);
        Checks.finite("source", source);
        Checks.finite("sourceAccumulator", sourceAccumulator);
        Checks.finite("weights", weights);
        Checks.finite("weightAccumulators", weightAccumulators);
        Checks.notNegative("count", count);
        this.covers = Checks.copy("covers", covers);
        Checks.notNegative("updatedMs", updatedMs);
        Checks.require(
                !isReserved(rowId) || (target == null && source == null),
                "target or source of a reserved row",
                "set",
                "null",
                "put the values into weights");
        this.fadedLogs = List.copyOf(fadedLogs);
        this.fadedLogs.forEach(log -> Checks.finite("fadedLogs", log));
        this.rowId = rowId;
        this.version = version;
        this.target = target;
        this.targetAccumulator = targetAccumulator;
        this.bias = bias;
        this.biasAccumulator = biasAccumulator;
        this.source = source;
        this.sourceAccumulator = sourceAccumulator;
        this.weights = weights;
        this.weightAccumulators = weightAccumulators;
        this.count = count;
        this.updatedMs = updatedMs;
        this.neighbours = neighbours;
        this.features = features;
    }

    /** Begins a row of an item, or a reserved one. */
    public static ItemStateBuilder builder(String rowId, RowVersion version) {
        return new ItemStateBuilder(rowId, version);
    }

    /** Says that there is no such row of an item any more; on the topic, a tombstone. */
    public static ItemState removed(String rowId) {
        return builder(rowId, new RowVersion(0, 0)).build();
    }

    /** Whether it says that there is no such row any more. */
    public boolean isRemoved() {
        return version.epoch() == 0
                && version.counter() == 0
                && target == null
                && weights == null
                && neighbours == null
                && features == null
                && count == 0
                && covers.isEmpty();
    }

    /** Whether the row is global state, or an item's neighbours or features, rather than an item's own row. */
    public boolean reserved() {
        return isReserved(rowId);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ItemState that
                && rowId.equals(that.rowId)
                && version.equals(that.version)
                && Arrays.equals(target, that.target)
                && same(targetAccumulator, that.targetAccumulator)
                && same(bias, that.bias)
                && same(biasAccumulator, that.biasAccumulator)
                && Arrays.equals(source, that.source)
                && same(sourceAccumulator, that.sourceAccumulator)
                && Arrays.equals(weights, that.weights)
                && Arrays.equals(weightAccumulators, that.weightAccumulators)
                && count == that.count
                && covers.equals(that.covers)
                && updatedMs == that.updatedMs
                && fadedLogs.equals(that.fadedLogs)
                && Objects.equals(neighbours, that.neighbours)
                && Arrays.equals(features, that.features);
    }

    @Override
    public int hashCode() {
        int vectors = 31 * Arrays.hashCode(target) + Arrays.hashCode(source);
        int globals = 31 * Arrays.hashCode(weights) + Arrays.hashCode(weightAccumulators);
        int scalars = Objects.hash(targetAccumulator, bias, biasAccumulator, sourceAccumulator);
        int signals = Objects.hash(fadedLogs, neighbours, Arrays.hashCode(features));
        return Objects.hash(rowId, version, vectors, globals, scalars, count, covers, updatedMs, signals);
    }

    private static boolean isReserved(String rowId) {
        return rowId.charAt(0) == 0;
    }

    private static boolean same(float a, float b) {
        return Float.compare(a, b) == 0;
    }
}
