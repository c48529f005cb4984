package io.freshet.jobs.live;

import io.freshet.schemas.Codec;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.UndecodableRecordException;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes records of the item-state topic, which only the job itself writes. One that is none, or holds a value that is not
 * finite, is skipped, counted and logged: the owner's next publication of the row mends it. One thread.
 */
final class RowDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(RowDecoder.class);

    private final Codec<ItemState> codec = Codec.itemState();
    private final Counter skipped;

    RowDecoder(Counter skipped) {
        this.skipped = skipped;
    }

    /** The row, or null if it is skipped. */
    @Nullable
    ItemState decode(byte[] record) {
        try {
            return codec.decode(record);
        } catch (UndecodableRecordException e) {
            skipped.inc();
            LOG.warn("Skipped a foreign or damaged record of the item-state topic: {}", e.getMessage());
            return null;
        }
    }
}
