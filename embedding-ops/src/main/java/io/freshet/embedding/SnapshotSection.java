package io.freshet.embedding;

/** The parts of a snapshot, in their order, which is part of the format. */
enum SnapshotSection {
    /** What a learner must agree on. */
    SETTINGS,
    /** Key and id by row. */
    ITEMS,
    /** Rows of removed items; the last goes first to a new one. */
    FREE,
    /** Biases, accumulators and vectors of the rows that are in use. */
    ROWS,
    WEIGHTS,
    RING,
    /** Totals, so that a missing part is found. */
    END;

    /** Stands where the length of an id would, for a row that no item has. */
    static final int NO_ITEM = -1;

    /** How a block names its section. */
    int tag() {
        return ordinal() + 1;
    }
}
