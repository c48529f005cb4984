package io.freshet.schemas;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The items that go with one item, the heaviest of them, in ascending order of their keys.
 *
 * <p>The arrays are not copied, for speed: they belong to the record from construction on, and nobody may write to them.
 *
 * @param keys of the neighbours' ids, ascending; {@code long[n]}
 * @param weights how strongly each goes with the item, all positive; {@code float[n]}
 * @param missing by how much a weight may be too small, since light neighbours were dropped
 */
@SuppressWarnings("ArrayRecordComponent") // for speed; equality is spelled out below
public record Neighbours(long[] keys, float[] weights, float missing) {
    /** No neighbours. */
    public static final Neighbours NONE = new Neighbours(new long[0], new float[0], 0f);

    public Neighbours {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(weights, "weights");
        Checks.require(
                keys.length == weights.length,
                "neighbours.weights",
                weights.length + " values",
                keys.length + ", as many as there are keys",
                "give one for each key");
        for (int i = 1; i < keys.length; i++) {
            if (keys[i - 1] >= keys[i]) {
                throw Checks.refused(
                        "neighbours.keys", keys[i] + " behind " + keys[i - 1], "ascending, each once", "sort them");
            }
        }
        for (float weight : weights) {
            positive("neighbours.weights", weight, weight > 0);
        }
        positive("neighbours.missing", missing, missing >= 0);
    }

    /** How many there are. */
    public int size() {
        return keys.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Neighbours that
                && Arrays.equals(keys, that.keys)
                && Arrays.equals(weights, that.weights)
                && Float.compare(missing, that.missing) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(keys), Arrays.hashCode(weights), missing);
    }

    /** Written so that a message is made only for what is refused: this runs for every neighbour of every row. */
    private static void positive(String field, float value, boolean holds) {
        if (!holds || !Float.isFinite(value)) {
            throw Checks.refused(
                    field,
                    Float.toString(value),
                    "finite and not below 0, and no weight is 0",
                    "leave such neighbours out");
        }
    }
}
