package io.freshet.schemas;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a row of what it has; all else is absent, or 0. The arrays are not copied, as in {@link ItemState}. One thread. */
public final class ItemStateBuilder {
    private final String rowId;
    private final RowVersion version;
    private float @Nullable [] target;
    private float targetAccumulator;
    private float bias;
    private float biasAccumulator;
    private float @Nullable [] source;
    private float sourceAccumulator;
    private float @Nullable [] weights;
    private float @Nullable [] weightAccumulators;
    private long count;
    private List<Coverage> covers = List.of();
    private long updatedMs;
    private List<Double> fadedLogs = List.of();
    private @Nullable Neighbours neighbours;
    private long @Nullable [] features;

    ItemStateBuilder(String rowId, RowVersion version) {
        this.rowId = rowId;
        this.version = version;
    }

    /** The vector of an item as an answer, {@code float[d]}, and Adagrad's sum of its squared gradients. */
    public ItemStateBuilder target(float @Nullable [] values, float accumulator) {
        this.target = values;
        this.targetAccumulator = accumulator;
        return this;
    }

    /** The bias of an item as an answer, and Adagrad's sum of its squared gradients. */
    public ItemStateBuilder bias(float value, float accumulator) {
        this.bias = value;
        this.biasAccumulator = accumulator;
        return this;
    }

    /** The vector of an item as context, {@code float[d]}, and Adagrad's sum of its squared gradients. */
    public ItemStateBuilder source(float @Nullable [] values, float accumulator) {
        this.source = values;
        this.sourceAccumulator = accumulator;
        return this;
    }

    /** The weights of a global row, and Adagrad's sums of their squared gradients. */
    public ItemStateBuilder weights(float @Nullable [] values, float @Nullable [] accumulators) {
        this.weights = values;
        this.weightAccumulators = accumulators;
        return this;
    }

    /** Distinct interactions counted for the row. */
    public ItemStateBuilder count(long interactions) {
        this.count = interactions;
        return this;
    }

    /** One entry for each learner that contributed. */
    public ItemStateBuilder covers(List<Coverage> learners) {
        this.covers = learners;
        return this;
    }

    /** The newest event time that the row includes, milliseconds since 1970 UTC. */
    public ItemStateBuilder updatedMs(long timeMs) {
        this.updatedMs = timeMs;
        return this;
    }

    /** Logarithms of the event counts with forward decay, one for each half-life. */
    public ItemStateBuilder fadedLogs(List<Double> logs) {
        this.fadedLogs = logs;
        return this;
    }

    /** Of the row of an item's neighbours. */
    public ItemStateBuilder neighbours(@Nullable Neighbours of) {
        this.neighbours = of;
        return this;
    }

    /** The states of all declared features of an item, one after the other. */
    public ItemStateBuilder features(long @Nullable [] states) {
        this.features = states;
        return this;
    }

    /**
     * The row.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ItemState build() {
        return new ItemState(
                rowId,
                version,
                target,
                targetAccumulator,
                bias,
                biasAccumulator,
                source,
                sourceAccumulator,
                weights,
                weightAccumulators,
                count,
                covers,
                updatedMs,
                fadedLogs,
                neighbours,
                features);
    }
}
