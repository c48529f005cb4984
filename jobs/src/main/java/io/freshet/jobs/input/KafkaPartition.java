package io.freshet.jobs.input;

import io.freshet.schemas.Interaction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What was fetched of one partition and not yet taken, and the event that is next. */
final class KafkaPartition {
    private final TopicPartition name;
    private final long end;
    private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
    private long position;
    private @Nullable Interaction event;
    private long eventOffset;

    /** @param end the offset behind the last one that is wanted */
    KafkaPartition(TopicPartition name, long position, long end) {
        this.name = name;
        this.position = position;
        this.end = end;
    }

    static String place(int partition, long offset) {
        return "partition " + partition + ", offset " + offset;
    }

    TopicPartition name() {
        return name;
    }

    /** Returns whether the position moved, which it does over aborted records too. */
    boolean add(List<ConsumerRecord<byte[], byte[]>> records, long newPosition) {
        records.stream().filter(record -> record.offset() < end).forEach(fetched::addLast);
        boolean moved = newPosition > position;
        position = newPosition;
        return moved;
    }

    boolean isEmpty() {
        return fetched.isEmpty();
    }

    /** Whether everything wanted was fetched. */
    boolean ended() {
        return position >= end;
    }

    @Nullable
    ConsumerRecord<byte[], byte[]> poll() {
        return fetched.poll();
    }

    void next(Interaction next, long offset) {
        event = next;
        eventOffset = offset;
    }

    boolean hasEvent() {
        return event != null;
    }

    Interaction event() {
        if (event == null) {
            throw new IllegalStateException("partition " + name + " has no next event");
        }
        return event;
    }

    String placeOfEvent() {
        return place(name.partition(), eventOffset);
    }

    void taken() {
        event = null;
    }
}
