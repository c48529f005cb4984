package io.freshet.jobs.live;

import io.freshet.schemas.ItemState;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The rows that the item-state topic holds before an operator begins, in the order in which they were published. */
interface EarlierRows extends Serializable {

    /**
     * Reads all that is there now, once.
     *
     * @throws IOException if the topic cannot be read to its end
     */
    void read(Visitor visitor) throws IOException;

    /** Reads what was there when the job was submitted, once. */
    void readBeforeStart(Visitor visitor) throws IOException;

    /** Publishes a tombstone for each; returns when the broker has them. */
    void delete(Collection<String> rowIds) throws IOException;

    /** Receives the rows one by one. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Takes a record.
         *
         * @param row null for a tombstone
         * @param beforeStart whether it was there when the job was submitted
         */
        void visit(String rowId, @Nullable ItemState row, boolean beforeStart) throws IOException;
    }
}
