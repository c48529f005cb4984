package io.freshet.jobs.input;

import java.io.IOException;

/** Reads the rows of one file format; a damaged row is skipped as a whole, so that reading can go on behind it. */
interface RowReader {
    /**
     * Fills {@code row} with the next row, all but its number.
     *
     * @return false after the last row
     */
    boolean read(Row row) throws IOException, DamagedRowException;
}
