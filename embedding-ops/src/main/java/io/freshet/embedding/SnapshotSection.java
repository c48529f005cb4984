package io.freshet.embedding;

/** The parts of a snapshot, in their order, which is part of the format. */
enum SnapshotSection {
    /** What a learner must agree on. */
    SETTINGS(1),
    /** Key and id by row. */
    ITEMS(2),
    /** Rows of removed items; the last goes first to a new one. */
    FREE(3),
    /** Biases, accumulators and vectors of the rows that are in use. */
    ROWS(4),
    WEIGHTS(5),
    /** Accumulators and vectors of the situations; not in version 1. */
    SITUATIONS(8),
    RING(6),
    /** Totals, so that a missing part is found. */
    END(7);

    /** Stands where the length of an id would, for a row that no item has. */
    static final int NO_ITEM = -1;

    private final int tag;

    SnapshotSection(int tag) {
        this.tag = tag;
    }

    /** How a block names its section. */
    int tag() {
        return tag;
    }
}
