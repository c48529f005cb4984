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
}
