package io.freshet.embedding;

/** Counts what a learner did not do, by reason. Written by the learner's thread; other threads may read a little late. */
public final class DroppedSteps {
    private long nonFinite;
    private long exploding;
    private long rows;

    /** Steps that were not taken, for whichever reason. */
    public long steps() {
        return nonFinite + exploding;
    }

    /** Steps that were not taken because one of their values was not finite. */
    public long nonFinite() {
        return nonFinite;
    }

    /** Steps that were not taken because the query or its gradient was too long. */
    public long exploding() {
        return exploding;
    }

    /** Rows, and context weights, that were left as they were in a step because their accumulator would overflow. */
    public long rows() {
        return rows;
    }

    void countNonFinite() {
        nonFinite++;
    }

    void countExploding() {
        exploding++;
    }

    void countRow() {
        rows++;
    }
}
