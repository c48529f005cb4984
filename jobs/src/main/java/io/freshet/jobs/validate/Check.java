package io.freshet.jobs.validate;

import java.util.List;

/**
 * One family of checks: takes the rows in the order of the stream, then says once what it found. For one thread.
 *
 * @param <R> a row as it is read, or an event that the filter by value left
 */
interface Check<R> {
    void take(R row);

    /** At least one; asked for after the last row, of which there was at least one. */
    List<Finding> findings();
}
