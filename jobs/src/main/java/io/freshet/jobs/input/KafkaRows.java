package io.freshet.jobs.input;

import io.freshet.jobs.kafka.CommittedRecords;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.UndecodableRecordException;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Records of the partitions of a topic, merged by the time of their events. For one thread; memory for one fetch of each
 * partition.
 */
final class KafkaRows implements RowReader {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long SILENCE_NANOS = CommittedRecords.UNREACHABLE_MS * 1_000_000L;
    private static final Comparator<Interaction> BY_TIME =
            TimeOrder.of(Interaction::eventTimeMs, Interaction::userId, Interaction::itemId);

    private final Consumer<byte[], byte[]> consumer;
    private final List<KafkaPartition> partitions;
    private final Codec<Interaction> codec = Codec.interaction();
    private long number;
    private String place = "the beginning";

    /** Notes where the partitions end, and owns the consumer from now on. */
    KafkaRows(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, TopicRange range) {
        this.consumer = consumer;
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        this.partitions = partitions.stream()
                .map(name -> {
                    long from = range.from(begins.getOrDefault(name, 0L));
                    consumer.seek(name, from);
                    return new KafkaPartition(name, from, range.to(ends.getOrDefault(name, 0L)));
                })
                .toList();
    }

    @Override
    public boolean read(Row row) throws IOException, DamagedRowException {
        KafkaPartition first = null;
        for (KafkaPartition partition : partitions) {
            Interaction next = peek(partition);
            if (next != null && (first == null || BY_TIME.compare(next, first.event()) < 0)) {
                first = partition;
            }
        }
        if (first == null) {
            return false;
        }
        fill(row, first.event());
        place = first.placeOfEvent();
        first.taken();
        number++;
        return true;
    }

    private static void fill(Row row, Interaction event) {
        row.eventId = event.eventId();
        row.user = event.userId();
        row.item = event.itemId();
        row.type = event.type();
        row.recommendationId = event.recommendationId();
        row.timestampMs = event.eventTimeMs();
        row.weight = event.weight();
        // widened 0.7f would be less than the 0.7 that a person asks for
        row.value = Double.parseDouble(Float.toString(event.weight()));
    }

    /** The partition's next event, which stays its next until it is taken; null behind its last. */
    private @Nullable Interaction peek(KafkaPartition partition) throws IOException, DamagedRowException {
        if (partition.hasEvent()) {
            return partition.event();
        }
        ConsumerRecord<byte[], byte[]> record = nextRecord(partition);
        if (record == null) {
            return null;
        }
        try {
            Interaction event = codec.decode(record.value());
            partition.next(event, record.offset());
            return event;
        } catch (UndecodableRecordException e) {
            place = KafkaPartition.place(record.partition(), record.offset());
            number++;
            throw new DamagedRowException(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable ConsumerRecord<byte[], byte[]> nextRecord(KafkaPartition partition) throws IOException {
        long heard = System.nanoTime();
        while (partition.isEmpty() && !partition.ended()) {
            if (fetch()) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > SILENCE_NANOS) {
                throw new IOException(
                        "nothing came of partition " + partition.name().partition() + " for "
                                + Duration.ofNanos(SILENCE_NANOS).toSeconds() + " s");
            }
        }
        return partition.poll();
    }

    /** Asks for records of the partitions that have none left; returns whether any of these came further. */
    private boolean fetch() throws IOException {
        for (KafkaPartition partition : partitions) {
            List<TopicPartition> one = List.of(partition.name());
            if (partition.isEmpty() && !partition.ended()) {
                consumer.resume(one);
            } else {
                consumer.pause(one);
            }
        }
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            boolean moved = false;
            for (KafkaPartition partition : partitions) {
                moved |= partition.add(records.records(partition.name()), consumer.position(partition.name()));
            }
            return moved;
        } catch (KafkaException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
