package io.freshet.ranking.pipeline;

/**
 * The candidates of one ranking with their features: a row number each, and a column {@code float[candidates]} for each
 * feature, because what is computed over all candidates then runs over arrays. Reused.
 */
final class CandidateTable {
    static final int NOT_FOUND = -1;

    /** The row of a candidate that was forgotten. */
    private static final int NOBODY = -1;

    private final int[] rows;
    private final int[] sources;
    private final float[][] columns;
    private final int[] sets;
    private int room;
    private int size;

    CandidateTable(int capacity, int features, int bucketings) {
        this.rows = new int[capacity];
        this.sources = new int[capacity];
        this.columns = new float[features][capacity];
        this.sets = new int[bucketings];
        this.room = capacity;
    }

    /** Empties it for as many as it was made for. */
    void clear() {
        clear(rows.length);
    }

    /** Empties it for so many, at most as many as it was made for. */
    void clear(int candidates) {
        size = 0;
        room = candidates;
    }

    /** How many it was made for. */
    int capacity() {
        return rows.length;
    }

    /** How many more there is room for. */
    int room() {
        return room - size;
    }

    boolean isFull() {
        return size == room;
    }

    /** Adds a candidate; returns its place. */
    int add(int row) {
        rows[size] = row;
        sources[size] = 0;
        return size++;
    }

    void addSource(int place, int source) {
        sources[place] |= 1 << source;
    }

    int size() {
        return size;
    }

    int row(int place) {
        return rows[place];
    }

    /** Of all candidates, to be read up to {@link #size()}. */
    int[] rows() {
        return rows;
    }

    /** The sources that offered it, a bit each, by their places in the pipeline. */
    int sources(int place) {
        return sources[place];
    }

    /** The values of a feature, to be filled and read up to {@link #size()}. */
    float[] column(int feature) {
        return columns[feature];
    }

    int features() {
        return columns.length;
    }

    int bucketings() {
        return sets.length;
    }

    /** The set of weights that a bucketing adds to everybody's, for all candidates alike. */
    int set(int bucketing) {
        return sets[bucketing];
    }

    void set(int bucketing, int set) {
        sets[bucketing] = set;
    }

    /** Makes the candidate of a row, if there is one, nobody's; it keeps its place and its features. */
    void forget(int row) {
        int place = placeOf(row);
        if (place != NOT_FOUND) {
            rows[place] = NOBODY;
        }
    }

    int placeOf(int row) {
        for (int place = 0; place < size; place++) {
            if (rows[place] == row) {
                return place;
            }
        }
        return NOT_FOUND;
    }
}
