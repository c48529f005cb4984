package io.freshet.jobs.validate;

import io.freshet.jobs.input.ScannedRow;

/**
 * A row that the filter by value left.
 *
 * @param user dense number by first appearance
 * @param item dense number by first appearance
 */
record Event(ScannedRow row, int user, int item, boolean newUser, boolean newItem) {
    long timestampMs() {
        return row.timestampMs();
    }

    /** The same for the same user and item only. */
    long pair() {
        return (long) user << Integer.SIZE | item;
    }
}
