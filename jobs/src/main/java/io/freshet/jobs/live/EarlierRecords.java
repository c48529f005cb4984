package io.freshet.jobs.live;

import java.io.IOException;
import java.io.Serializable;
import java.util.function.Consumer;

/** What a topic that everybody reads said when the job was submitted. */
interface EarlierRecords<T> extends Serializable {

    /**
     * Reads all of it, once, in order.
     *
     * @throws IOException if the topic cannot be read so far
     */
    void read(Consumer<T> changes) throws IOException;
}
