package io.freshet.ranking.baseline;

import io.freshet.embedding.StableHash;
import io.freshet.embedding.StartValues;
import io.freshet.ranking.eval.RecordedEvent;
import java.util.Arrays;

/**
 * The items' vectors, each starting as a function of seed and id; one array a dimension, so that the dot products of all
 * items with one vector are loops that the compiler vectorizes while every sum keeps its order. One thread.
 */
final class ItemVectors {
    private final StartValues start;
    private final float[][] dimensions;
    private final float[] fresh;
    private int size;

    ItemVectors(StartValues start, int dimension) {
        this.start = start;
        this.dimensions = new float[dimension][64];
        this.fresh = new float[dimension];
    }

    int size() {
        return size;
    }

    /** Makes the event's item one that has a vector; items come in the order of their numbers. */
    void admit(RecordedEvent event) {
        int item = event.item();
        if (item < size) {
            return;
        }
        start.fill(StartValues.Table.TARGET, StableHash.of(event.interaction().itemId()), fresh, 0, fresh.length);
        for (int d = 0; d < dimensions.length; d++) {
            if (item == dimensions[d].length) {
                dimensions[d] = Arrays.copyOf(dimensions[d], 2 * item);
            }
            dimensions[d][item] = fresh[d];
        }
        size++;
    }

    /** Value {@code d} of every item, to read and to change; valid until another item is admitted. */
    float[] dimension(int d) {
        return dimensions[d];
    }

    /** Adds the dot product of each of the first {@code known} items with a vector to that item's sum. */
    void addDots(float[] vector, int offset, int known, float[] sums) {
        int d = 0;
        for (; d + 3 < dimensions.length; d += 4) {
            addFour(vector, offset + d, d, known, sums);
        }
        for (; d < dimensions.length; d++) {
            addOne(vector[offset + d], dimensions[d], known, sums);
        }
    }

    float dot(float[] vector, int offset, int item) {
        float sum = 0;
        for (int d = 0; d < dimensions.length; d++) {
            sum += vector[offset + d] * dimensions[d][item];
        }
        return sum;
    }

    long bytes() {
        return (long) Float.BYTES * dimensions.length * dimensions[0].length;
    }

    /** Four at a time, so that a sum is loaded and stored once for them. */
    private void addFour(float[] vector, int place, int d, int known, float[] sums) {
        float u0 = vector[place];
        float u1 = vector[place + 1];
        float u2 = vector[place + 2];
        float u3 = vector[place + 3];
        float[] v0 = dimensions[d];
        float[] v1 = dimensions[d + 1];
        float[] v2 = dimensions[d + 2];
        float[] v3 = dimensions[d + 3];
        for (int item = 0; item < known; item++) {
            sums[item] = sums[item] + u0 * v0[item] + u1 * v1[item] + u2 * v2[item] + u3 * v3[item];
        }
    }

    private static void addOne(float u, float[] v, int known, float[] sums) {
        for (int item = 0; item < known; item++) {
            sums[item] += u * v[item];
        }
    }
}
