package io.freshet.jobs.kafka;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** How commands look into topics: committed records only, outside any group, creating nothing. */
public final class CommittedRecords {
    /** After so long without an answer there is no broker. */
    public static final int UNREACHABLE_MS = 10_000;

    private CommittedRecords() {}

    /**
     * A consumer for one thread, which closes it. Its calls throw {@link org.apache.kafka.common.errors.TimeoutException}
     * where no broker answers.
     *
     * @throws org.apache.kafka.common.KafkaException if {@code bootstrapServers} are no addresses
     */
    public static <K> Consumer<K, byte[]> consumer(String bootstrapServers, Deserializer<K> keys) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        UNREACHABLE_MS,
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        UNREACHABLE_MS),
                keys,
                new ByteArrayDeserializer());
    }

    /** All partitions of a topic; none if there is no such topic. */
    public static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        @Nullable List<PartitionInfo> found = consumer.partitionsFor(topic);
        return found == null
                ? List.of()
                : found.stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
                        .toList();
    }
}
