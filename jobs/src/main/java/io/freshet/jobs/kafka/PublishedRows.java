package io.freshet.jobs.kafka;

import java.util.List;

/**
 * Rows that the owner published, in the order of the topic and as they are encoded there; nobody writes to the arrays.
 *
 * @param publishedMs when the first of them was published, by its Kafka record
 */
public record PublishedRows(List<byte[]> rows, long publishedMs) implements Broadcast {
    public PublishedRows {
        rows = List.copyOf(rows);
    }
}
