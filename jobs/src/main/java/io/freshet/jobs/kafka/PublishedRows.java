package io.freshet.jobs.kafka;

import io.freshet.schemas.ItemState;
import java.util.List;

/** Rows that the owner published, in the order of the topic. */
public record PublishedRows(List<ItemState> rows) {
    public PublishedRows {
        rows = List.copyOf(rows);
    }
}
