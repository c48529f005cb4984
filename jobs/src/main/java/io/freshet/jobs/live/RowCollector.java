package io.freshet.jobs.live;

import io.freshet.jobs.kafka.Broadcast;
import io.freshet.jobs.kafka.PublishedRows;
import java.util.List;

/** Collects published rows. */
final class RowCollector extends BroadcastCollector<byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    Broadcast together(List<byte[]> collected, long firstMs) {
        return new PublishedRows(collected, firstMs);
    }
}
