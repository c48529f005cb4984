package io.freshet.jobs.live;

import io.freshet.jobs.kafka.CatalogueChange;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.Consumer;

/** What the catalogue said when the job was submitted. */
interface EarlierCatalogue extends Serializable {

    /**
     * Reads all of it, once, in order.
     *
     * @throws IOException if the topic cannot be read so far
     */
    void read(Consumer<CatalogueChange> changes) throws IOException;
}
