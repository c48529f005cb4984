package io.freshet.jobs.cluster;

import io.freshet.schemas.Codec;
import io.freshet.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The free end of the job's topics. */
final class KafkaEnd {
    private static final Duration POLL = Duration.ofMillis(100);

    private KafkaEnd() {}

    /** What a reader of committed records sees of a topic from its start to its present end, by partition in order. */
    static <T> List<T> readAll(String bootstrapServers, String topic, Codec<T> codec) {
        return readAll(bootstrapServers, topic, codec, Function.identity());
    }

    /** What is of interest of each, so that the rest takes no memory. */
    static <T, R> List<R> readAll(String bootstrapServers, String topic, Codec<T> codec, Function<T, R> part) {
        List<R> parts = new ArrayList<>();
        read(bootstrapServers, topic, record -> parts.add(part.apply(decoded(codec, record.value()))));
        return parts;
    }

    /** The last record of each key, which is what compaction keeps. */
    static <T> Map<String, T> readLast(String bootstrapServers, String topic, Codec<T> codec) {
        Map<String, byte[]> last = new HashMap<>();
        // a null value takes the key out, as a tombstone should
        read(
                bootstrapServers,
                topic,
                record -> last.compute(new String(record.key(), StandardCharsets.UTF_8), (key, old) -> record.value()));
        Map<String, T> decoded = new HashMap<>();
        last.forEach((key, value) -> decoded.put(key, decoded(codec, value)));
        return decoded;
    }

    /** All, as they are. */
    static List<ConsumerRecord<byte[], byte[]>> readAllRaw(String bootstrapServers, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        read(bootstrapServers, topic, records::add);
        return records;
    }

    private static void read(String bootstrapServers, String topic, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, topic, "read_committed")) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(sink);
            }
        }
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
