package io.freshet.features;

import java.util.Arrays;

/** Weights of neighbours that have no row, by key; usually none. One thread. Cost: a look at all of them. */
final class KeyedWeights {
    private static final long[] NO_KEYS = {};
    private static final float[] NO_WEIGHTS = {};

    private long[] keys = NO_KEYS;
    private float[] weights = NO_WEIGHTS;
    private int size;

    int size() {
        return size;
    }

    long key(int place) {
        return keys[place];
    }

    /** Adds a positive amount. */
    void add(long key, float amount) {
        int place = placeOf(key);
        if (place < size) {
            weights[place] += amount;
            return;
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, Math.max(2, 2 * size));
            weights = Arrays.copyOf(weights, keys.length);
        }
        keys[size] = key;
        weights[size++] = amount;
    }

    /** Adds those of another. */
    void addAll(KeyedWeights other) {
        for (int place = 0; place < other.size; place++) {
            add(other.keys[place], other.weights[place]);
        }
    }

    /** Takes the weight of a key out; 0 if there is none. */
    float take(long key) {
        int place = placeOf(key);
        if (place == size) {
            return 0f;
        }
        float weight = weights[place];
        size--;
        keys[place] = keys[size];
        weights[place] = weights[size];
        return weight;
    }

    /** Copies all of them to a place in other arrays. */
    void copyTo(long[] toKeys, float[] toWeights, int place) {
        System.arraycopy(keys, 0, toKeys, place, size);
        System.arraycopy(weights, 0, toWeights, place, size);
    }

    long bytes() {
        return (long) (Long.BYTES + Float.BYTES) * keys.length;
    }

    private int placeOf(long key) {
        int place = 0;
        while (place < size && keys[place] != key) {
            place++;
        }
        return place;
    }
}
