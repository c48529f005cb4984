package io.freshet.jobs.live;

import io.freshet.jobs.kafka.Broadcast;
import io.freshet.jobs.kafka.CatalogueChanges;
import io.freshet.jobs.kafka.Inbound;
import java.util.List;

/** Collects changes of the catalogue. */
final class CatalogueCollector extends BroadcastCollector<Inbound.OfItem> {
    private static final long serialVersionUID = 1L;

    @Override
    Broadcast together(List<Inbound.OfItem> collected, long firstMs) {
        return new CatalogueChanges(
                collected.stream().map(Inbound.OfItem::change).toList());
    }
}
