package io.freshet.jobs.cluster;

import io.freshet.schemas.Codec;
import io.freshet.schemas.UndecodableRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The free end of the job's topics. */
final class KafkaEnd {
    private static final Duration POLL = Duration.ofMillis(100);

    private KafkaEnd() {}

    /** What a reader of committed records sees of a topic from its start to its present end, by partition in order. */
    static <T> List<T> readAll(String bootstrapServers, String topic, Codec<T> codec) {
        List<T> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, topic, "read_committed")) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> records.add(decoded(codec, record.value())));
            }
        }
        return records;
    }

    /** How many records a topic without transactions has had. */
    static long size(String bootstrapServers, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, topic, "read_committed")) {
            return consumer.endOffsets(consumer.assignment()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String topic, String isolation) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "auto.offset.reset",
                        "earliest",
                        "isolation.level",
                        isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        return consumer;
    }

    static <T> T decoded(Codec<T> codec, byte[] value) {
        try {
            return codec.decode(value);
        } catch (UndecodableRecordException e) {
            throw new AssertionError("a record that cannot be read", e);
        }
    }
}
