package io.freshet.features;

import java.util.Arrays;

/**
 * A list that a user was served, with what the ranker saw of each item when it made the list, and what is known to have been
 * shown and taken since. Items are held by the 64-bit keys of their ids. Mutable and reused; one thread. Size:
 * 10 + 4·features bytes an item.
 */
public final class ServedList {
    /** An item that was shown; what is shown and not taken was skipped. */
    private static final int SHOWN = 1;

    private static final int TAKEN = 2;

    /** Of {@link #takenPlace}: nothing was taken. */
    public static final int NONE = -1;

    private long key;
    private long timeMs;
    private int size;
    private long[] items = new long[0];
    private byte[] positions = new byte[0];
    private byte[] marks = new byte[0];
    private int[] sets = new int[0];
    private float[] values = new float[0];
    private int takenPlace = NONE;
    private long takenMs;
    private float takenStrength;

    ServedList() {}

    /**
     * Becomes another list, of which nothing is known to have been shown. It allocates only if it was shorter.
     *
     * @param listKey 64-bit key of the list's id
     * @param servedMs event time of what the list was made for
     * @param length items
     * @param features values of each item
     * @param bucketings sets of weights that applied
     */
    void reset(long listKey, long servedMs, int length, int features, int bucketings) {
        key = listKey;
        timeMs = servedMs;
        size = length;
        takenPlace = NONE;
        takenMs = 0;
        takenStrength = 0;
        if (items.length < length) {
            items = new long[length];
            positions = new byte[length];
            marks = new byte[length];
        }
        Arrays.fill(marks, (byte) 0);
        if (values.length < length * features) {
            values = new float[length * features];
        }
        if (sets.length != bucketings) {
            sets = new int[bucketings];
        }
    }

    /** 64-bit key of the list's id. */
    public long key() {
        return key;
    }

    /** Event time of what the list was made for. */
    public long timeMs() {
        return timeMs;
    }

    public int size() {
        return size;
    }

    /** Puts an item at a place; {@code position} is where in the list it stood, from 0. */
    public void put(int place, long itemKey, int position) {
        items[place] = itemKey;
        positions[place] = (byte) Math.min(position, RankerState.POSITIONS - 1);
    }

    public long item(int place) {
        return items[place];
    }

    /** Where in the list the item stood, from 0; {@link RankerState#POSITIONS} − 1 stands for all below too. */
    public int position(int place) {
        return positions[place];
    }

    /** The place of an item, or {@link #NONE}. */
    public int placeOf(long itemKey) {
        for (int place = 0; place < size; place++) {
            if (items[place] == itemKey) {
                return place;
            }
        }
        return NONE;
    }

    /** A feature's value of the item at a place, as it was when the list was made. */
    public float value(int feature, int place) {
        return values[feature * size + place];
    }

    public void value(int feature, int place, float value) {
        values[feature * size + place] = value;
    }

    /** The set of weights that a bucketing added when the list was made. */
    public int set(int bucketing) {
        return sets[bucketing];
    }

    public void set(int bucketing, int set) {
        sets[bucketing] = set;
    }

    /** Marks an item as shown; false if it was known to be. */
    public boolean show(int place) {
        boolean isNew = (marks[place] & SHOWN) == 0;
        marks[place] |= SHOWN;
        return isNew;
    }

    /** Whether the item was shown and nobody has taken it. */
    public boolean isSkipped(int place) {
        return marks[place] == SHOWN;
    }

    /**
     * Marks an item as shown and taken.
     *
     * @param atMs event time
     * @param strength of the event
     */
    public void take(int place, long atMs, float strength) {
        marks[place] = SHOWN | TAKEN;
        takenPlace = place;
        takenMs = atMs;
        takenStrength = strength;
    }

    /** The place of the item that was taken last, or {@link #NONE}. */
    public int takenPlace() {
        return takenPlace;
    }

    /** When that was. */
    public long takenMs() {
        return takenMs;
    }

    /** How strong that event was. */
    public float takenStrength() {
        return takenStrength;
    }

    int bucketings() {
        return sets.length;
    }

    byte mark(int place) {
        return marks[place];
    }

    /** Puts back what is known of it; the marks of any byte, of which two bits count. */
    void restore(int place, byte mark) {
        marks[place] = (byte) (mark & (SHOWN | TAKEN));
    }

    /** Puts back what was taken last. */
    void restoreTaken(int place, long atMs, float strength) {
        takenPlace = place;
        takenMs = atMs;
        takenStrength = strength;
    }

    /** Bytes of the object and its arrays. */
    long bytes() {
        return 160L
                + (long) (Long.BYTES + 2) * items.length
                + (long) Integer.BYTES * sets.length
                + (long) Float.BYTES * values.length;
    }

    ServedList copy() {
        ServedList copy = new ServedList();
        copy.key = key;
        copy.timeMs = timeMs;
        copy.size = size;
        copy.items = items.clone();
        copy.positions = positions.clone();
        copy.marks = marks.clone();
        copy.sets = sets.clone();
        copy.values = values.clone();
        copy.takenPlace = takenPlace;
        copy.takenMs = takenMs;
        copy.takenStrength = takenStrength;
        return copy;
    }
}
