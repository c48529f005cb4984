package io.freshet.jobs.kafka;

import java.util.List;

/** Changes in the order of the topic. */
public record CatalogueChanges(List<CatalogueChange> changes) implements Broadcast {
    public CatalogueChanges {
        changes = List.copyOf(changes);
    }
}
