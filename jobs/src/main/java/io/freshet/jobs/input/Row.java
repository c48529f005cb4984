package io.freshet.jobs.input;

import io.freshet.schemas.Interaction;

/** One row of a file, filled anew by the reader for every row. */
final class Row {
    private static final float SAME_WEIGHT_FOR_ALL = 1f;

    /** 1-based among the file's data rows, damaged ones included. */
    long number;

    String user = "";
    String item = "";
    long timestampMs;
    double value;

    /** The id is the row's place in the file, so it is the same whatever the filter and whoever reads. */
    Interaction toInteraction() {
        return interaction(number, user, item, timestampMs);
    }

    static Interaction interaction(long number, String user, String item, long timestampMs) {
        return Interaction.of("r" + number, user, item, SAME_WEIGHT_FOR_ALL, timestampMs);
    }
}
