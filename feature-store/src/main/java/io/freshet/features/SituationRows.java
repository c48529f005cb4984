package io.freshet.features;

import io.freshet.embedding.Situations;

/** The reserved rows of the situations' vectors: named by what each is for, so that other situations are other rows. */
final class SituationRows {
    private static final String PREFIX = "\0situation:";

    private SituationRows() {}

    static String name(int row) {
        return PREFIX + Situations.name(row);
    }

    /** The row of the {@link Situations}, or {@link Situations#UNKNOWN}. */
    static int row(String rowId) {
        return rowId.startsWith(PREFIX) ? Situations.row(rowId.substring(PREFIX.length())) : Situations.UNKNOWN;
    }

    static boolean has(String rowId) {
        return row(rowId) != Situations.UNKNOWN;
    }
}
