package io.freshet.jobs.input;

import java.io.Closeable;
import java.io.IOException;

/** Reads the rows of one source; a damaged row is skipped as a whole, so that reading can go on behind it. */
interface RowReader extends Closeable {
    /**
     * Fills {@code row} with the next row, all but its number.
     *
     * @return false after the last row
     * @throws IOException if nothing behind can be read
     */
    boolean read(Row row) throws IOException, DamagedRowException;

    /** Where the row is that was read last, damaged or not, such as {@code line 7}. */
    String place();

    /** 1-based number of the line on which that row ends, or of the record where there are no lines. */
    long number();

    /** Whether rows can have a value at all. */
    default boolean hasValues() {
        return true;
    }
}
