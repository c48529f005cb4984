package io.freshet.features;

import io.freshet.schemas.Neighbours;
import java.util.Arrays;

/** Sums of {@link Neighbours} of one item, with the heaviest kept. Cost: as many steps as there are neighbours. */
final class NeighbourSums {
    private NeighbourSums() {}

    /**
     * Puts neighbours in order; takes the arrays, in which no key is twice.
     *
     * <p>Learners do this for every list that they push while events wait, so the keys are sorted as plain longs whose lowest bits say where
     * the weight is. Keys that differ in those bits alone, of which hashed ones have hardly any, are put right afterwards.
     */
    static Neighbours sorted(long[] keys, float[] weights, float missing) {
        long places = (Integer.highestOneBit(Math.max(1, keys.length - 1)) << 1) - 1;
        long[] order = new long[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = keys[i] & ~places | i;
        }
        Arrays.sort(order);
        long[] sortedKeys = new long[keys.length];
        float[] sortedWeights = new float[keys.length];
        for (int i = 0; i < order.length; i++) {
            int from = (int) (order[i] & places);
            int to = i;
            for (; to > 0 && sortedKeys[to - 1] > keys[from]; to--) {
                sortedKeys[to] = sortedKeys[to - 1];
                sortedWeights[to] = sortedWeights[to - 1];
            }
            sortedKeys[to] = keys[from];
            sortedWeights[to] = weights[from];
        }
        return new Neighbours(sortedKeys, sortedWeights, missing);
    }

    /**
     * Adds weights, and what both miss.
     *
     * @param limit neighbours that are kept at least; at most twice as many are
     */
    static Neighbours sum(Neighbours a, Neighbours b, int limit) {
        long[] keys = new long[a.size() + b.size()];
        float[] weights = new float[keys.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            boolean fromA = j == b.size() || i < a.size() && a.keys()[i] <= b.keys()[j];
            boolean fromB = i == a.size() || j < b.size() && b.keys()[j] <= a.keys()[i];
            keys[size] = fromA ? a.keys()[i] : b.keys()[j];
            float sum = (fromA ? a.weights()[i] : 0f) + (fromB ? b.weights()[j] : 0f);
            weights[size++] = Math.min(sum, Float.MAX_VALUE);
            i += fromA ? 1 : 0;
            j += fromB ? 1 : 0;
        }
        float missing = Math.min(a.missing() + b.missing(), Float.MAX_VALUE);
        return size <= 2 * limit
                ? trimmed(keys, weights, size, missing)
                : heaviest(keys, weights, size, missing, limit);
    }

    private static Neighbours trimmed(long[] keys, float[] weights, int size, float missing) {
        return new Neighbours(Arrays.copyOf(keys, size), Arrays.copyOf(weights, size), missing);
    }

    /** Of equal ones those with the smaller keys. */
    private static Neighbours heaviest(long[] keys, float[] weights, int size, float missing, int limit) {
        float[] ordered = Arrays.copyOf(weights, size);
        Arrays.sort(ordered);
        float least = ordered[size - limit];
        int places = 0;
        for (int i = size - limit; i < size && ordered[i] == least; i++) {
            places++;
        }
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (weights[i] > least || weights[i] == least && places-- > 0) {
                keys[kept] = keys[i];
                weights[kept++] = weights[i];
            }
        }
        return trimmed(keys, weights, kept, missing + ordered[size - limit - 1]);
    }
}
