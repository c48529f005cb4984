package io.freshet.features;

import io.freshet.embedding.ItemIndex;
import io.freshet.schemas.Neighbours;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The heaviest neighbours of one row: weights that are added to, found by a hash of the row. One thread.
 *
 * <p>It grows to twice its limit, then the lighter half is dropped. A neighbour that comes back starts from 0, so a weight
 * may be too small, by at most {@link #missing}: the sum of the greatest weight that each cut dropped. Lists merge by
 * adding their weights and what they miss. Neighbours that have no row are kept aside by their keys. Memory: at most 24 bytes
 * for each neighbour within the limit.
 */
final class NeighbourList {
    private static final int HASH = 0x9e3779b1;

    private int[] rows = new int[2];
    private float[] weights = new float[2];

    /** Entry + 1 by hash of its row, 0 where it is free; linear probing. */
    private short[] slots = new short[4];

    private final KeyedWeights unknown = new KeyedWeights();
    private int size;
    private float missing;

    /** Adds a positive amount; {@code limit} is at most 8,192. */
    void add(int row, float amount, int limit) {
        int slot = slotOf(row);
        if (slots[slot] != 0) {
            weights[slots[slot] - 1] += amount;
            return;
        }
        if (size == rows.length) {
            if (size == 2 * limit) {
                keepHeaviest(limit);
            } else {
                grow(Math.min(2 * size, 2 * limit));
            }
            slot = slotOf(row);
        }
        rows[size] = row;
        weights[size] = amount;
        slots[slot] = (short) ++size;
    }

    /** sums[neighbour] += factor · weight; all neighbours are below {@code places}. */
    void addTo(SparseSums sums, float factor, int places) {
        sums.addAll(rows, weights, size, factor, places);
    }

    /** Adds each neighbour's weight with two factors; all neighbours are below {@code places}. */
    void addTo(PairSums sums, float firstFactor, float secondFactor, int places) {
        sums.addAll(rows, weights, size, firstFactor, secondFactor, places);
    }

    float weight(int row) {
        int entry = slots[slotOf(row)] - 1;
        return entry < 0 ? 0f : weights[entry];
    }

    int size() {
        return size;
    }

    /** By how much a weight may be too small. */
    float missing() {
        return missing;
    }

    /** Adds what another list of the same row counted. */
    void merge(NeighbourList other, int limit) {
        for (int entry = 0; entry < other.size; entry++) {
            add(other.rows[entry], other.weights[entry], limit);
        }
        unknown.addAll(other.unknown);
        missing += other.missing;
    }

    /** Adds what was dropped elsewhere. */
    void miss(float amount) {
        missing += amount;
    }

    /** Adds a positive amount for a neighbour that has no row. */
    void addUnknown(long key, float amount) {
        unknown.add(key, amount);
    }

    /** Tells that the item of {@code key} has this row now. */
    void appeared(long key, int row, int limit) {
        float weight = unknown.take(key);
        if (weight > 0) {
            add(row, weight, limit);
        }
    }

    /** Tells that the item of {@code key} has lost its row; returns whether it was a neighbour. */
    boolean disappeared(long key, int row) {
        int entry = slots[slotOf(row)] - 1;
        if (entry < 0) {
            return false;
        }
        unknown.add(key, weights[entry]);
        size--;
        rows[entry] = rows[size];
        weights[entry] = weights[size];
        Arrays.fill(slots, (short) 0);
        enter();
        return true;
    }

    /** Drops the neighbours of several rows, whose items are gone. */
    void removeAll(BitSet gone) {
        int kept = 0;
        for (int entry = 0; entry < size; entry++) {
            if (!gone.get(rows[entry])) {
                rows[kept] = rows[entry];
                weights[kept++] = weights[entry];
            }
        }
        if (kept < size) {
            size = kept;
            Arrays.fill(slots, (short) 0);
            enter();
        }
    }

    /** Neighbours that have no row. */
    KeyedWeights unknown() {
        return unknown;
    }

    /** The same by the keys of the neighbours, in arrays of the caller's own, in ascending order of the keys. */
    Neighbours toNeighbours(ItemIndex index) {
        NeighbourCopy copy = copy(index);
        return NeighbourSums.sorted(copy.keys(), copy.weights(), copy.missing());
    }

    /** The same by the keys of the neighbours, in arrays of the caller's own, as they lie here; those without a row come last. */
    NeighbourCopy copy(ItemIndex index) {
        long[] keys = new long[size + unknown.size()];
        float[] amounts = Arrays.copyOf(weights, keys.length);
        for (int entry = 0; entry < size; entry++) {
            keys[entry] = index.key(rows[entry]);
        }
        unknown.copyTo(keys, amounts, size);
        return new NeighbourCopy(keys, amounts, missing);
    }

    long bytes() {
        return (long) (Integer.BYTES + Float.BYTES) * rows.length + (long) Short.BYTES * slots.length + unknown.bytes();
    }

    /** Where the row's entry is, or the free slot for it. */
    private int slotOf(int row) {
        int mask = slots.length - 1;
        int slot = (row * HASH) >>> (1 + Integer.numberOfLeadingZeros(slots.length));
        while (slots[slot] != 0 && rows[slots[slot] - 1] != row) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow(int capacity) {
        rows = Arrays.copyOf(rows, capacity);
        weights = Arrays.copyOf(weights, capacity);
        slots = new short[Integer.highestOneBit(capacity) * (Integer.bitCount(capacity) == 1 ? 2 : 4)];
        enter();
    }

    private void enter() {
        for (int entry = 0; entry < size; entry++) {
            slots[slotOf(rows[entry])] = (short) (entry + 1);
        }
    }

    /** Drops the lighter half. */
    private void keepHeaviest(int limit) {
        select(limit);
        float cut = 0f;
        for (int entry = limit; entry < size; entry++) {
            cut = Math.max(cut, weights[entry]);
        }
        missing += cut;
        size = limit;
        Arrays.fill(slots, (short) 0);
        enter();
    }

    /** Hoare's selection: afterwards the {@code count} heaviest stand first. */
    private void select(int count) {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            float pivot = weights[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (weights[i] > pivot) {
                    i++;
                }
                while (weights[j] < pivot) {
                    j--;
                }
                if (i <= j) {
                    swap(i++, j--);
                }
            }
            if (count - 1 <= j) {
                high = j;
            } else if (count - 1 >= i) {
                low = i;
            } else {
                break;
            }
        }
    }

    private void swap(int i, int j) {
        int row = rows[i];
        float weight = weights[i];
        rows[i] = rows[j];
        weights[i] = weights[j];
        rows[j] = row;
        weights[j] = weight;
    }
}
