package io.freshet.ranking.baseline;

import org.jspecify.annotations.Nullable;

/**
 * Non-negative numbers by column, 0 where none was added: a hash table, or an array of the columns where that is no
 * larger. One thread. Memory: at most 4.5 bytes a column, and at most 36 bytes a number that is not 0.
 */
final class WeightRow {
    private static final int HASH = 0x9e3779b1;

    /** Column + 1 by slot, 0 where the slot is free; null if the values are by column. */
    private int @Nullable [] slots = new int[4];

    private float[] values = new float[4];
    private int size;
    private int lastColumn;

    void add(int column, float amount) {
        if (!hasPlaceFor(column)) {
            rebuild(Math.max(column, lastColumn));
        }
        int place = placeOf(column);
        if (values[place] == 0) {
            size++;
            lastColumn = Math.max(lastColumn, column);
        }
        values[place] += amount;
    }

    /** {@code sums[column] += factor · number} for the columns below {@code columns}, which are all there are. */
    void addTo(double[] sums, double factor, int columns) {
        if (slots == null) {
            addArray(values, Math.min(columns, values.length), sums, factor);
        } else {
            addSlots(slots, values, sums, factor);
        }
    }

    long bytes() {
        return (long) Integer.BYTES * (slots == null ? 0 : slots.length) + (long) Float.BYTES * values.length;
    }

    private static void addArray(float[] values, int length, double[] sums, double factor) {
        for (int column = 0; column < length; column++) {
            sums[column] += factor * values[column];
        }
    }

    private static void addSlots(int[] slots, float[] values, double[] sums, double factor) {
        for (int slot = 0; slot < slots.length; slot++) {
            if (slots[slot] != 0) {
                sums[slots[slot] - 1] += factor * values[slot];
            }
        }
    }

    private boolean hasPlaceFor(int column) {
        return slots == null ? column < values.length : 2 * (size + 1) <= slots.length;
    }

    /** Where the column's value is or shall be; takes a free slot if need be. */
    private int placeOf(int column) {
        if (slots == null) {
            return column;
        }
        int mask = slots.length - 1;
        int slot = (column * HASH) >>> (1 + Integer.numberOfLeadingZeros(slots.length));
        while (slots[slot] != 0 && slots[slot] != column + 1) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = column + 1;
        return slot;
    }

    /** Makes room for one more number, in whichever form is smaller; a catalogue that grows can make it the other. */
    private void rebuild(int last) {
        int[] oldSlots = slots;
        float[] oldValues = values;
        int capacity = Integer.highestOneBit(size + 1) * 4;
        boolean array = 2L * capacity > last;
        slots = array ? null : new int[capacity];
        values = new float[array ? last + 1 + last / 8 : capacity];
        for (int place = 0; place < oldValues.length; place++) {
            if (oldValues[place] != 0) {
                values[placeOf(oldSlots == null ? place : oldSlots[place] - 1)] = oldValues[place];
            }
        }
    }
}
