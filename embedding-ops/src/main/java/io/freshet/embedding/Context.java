package io.freshet.embedding;

/** The recent items of one query, newest first: rows of the model and places of their weights. Reusable; one thread. */
public final class Context {
    private final int[] rows;
    private final int[] weightIndex;
    private int size;

    public Context(int contextLength) {
        rows = new int[contextLength];
        weightIndex = new int[contextLength];
    }

    public void clear() {
        size = 0;
    }

    /** Adds the next older item; {@code k} is its place among the recent items, {@code gapMs} its age. */
    public void add(int row, int k, long gapMs) {
        rows[size] = row;
        weightIndex[size++] = ContextWeights.index(k, gapMs);
    }

    /** Recent items that fit. */
    public int capacity() {
        return rows.length;
    }

    public int size() {
        return size;
    }

    public int row(int place) {
        return rows[place];
    }

    int weightIndex(int place) {
        return weightIndex[place];
    }

    /** How many rows of {@link Situations} it has. */
    int situations() {
        return size == 0 ? 1 : Situations.IN_A_QUERY;
    }

    /** The row of {@link Situations} at a place below {@link #situations()}. */
    int situation(int place) {
        return place == 0 ? Situations.ofContext(size) : Situations.ofGap(ContextWeights.gapAt(weightIndex[0]));
    }
}
