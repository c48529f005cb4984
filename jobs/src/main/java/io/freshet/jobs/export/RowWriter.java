package io.freshet.jobs.export;

import io.freshet.schemas.Interaction;
import java.io.IOException;

/** Writes the rows of a training set one after the other. For one thread; the file is whole once this is closed. */
interface RowWriter extends AutoCloseable {
    /**
     * Writes what {@code event} is to be predicted from.
     *
     * @param label the event's value; NaN if it has none
     * @param features in the order of the columns, NaN for no value; the caller's again afterwards
     */
    void write(Interaction event, double label, double[] features) throws IOException;

    @Override
    void close() throws IOException;
}
