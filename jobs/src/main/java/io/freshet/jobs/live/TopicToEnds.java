package io.freshet.jobs.live;

import io.freshet.jobs.kafka.CommittedRecords;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads a topic from its beginning to an end, once, on the caller's thread. */
final class TopicToEnds {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String bootstrapServers;
    private final String topic;

    TopicToEnds(String bootstrapServers, String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    /** Reads what is there now. */
    <K> void read(Deserializer<K> keys, Visitor<K> visitor) throws IOException {
        try (Consumer<K, byte[]> consumer = CommittedRecords.consumer(bootstrapServers, keys)) {
            List<TopicPartition> partitions = assign(consumer);
            read(consumer.endOffsets(partitions), consumer, visitor);
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    /** Reads up to these ends by partition; of a partition that has none nothing. */
    <K> void read(Deserializer<K> keys, Map<Integer, Long> ends, Visitor<K> visitor) throws IOException {
        try (Consumer<K, byte[]> consumer = CommittedRecords.consumer(bootstrapServers, keys)) {
            Map<TopicPartition, Long> given = new HashMap<>();
            for (TopicPartition partition : assign(consumer)) {
                given.put(partition, ends.getOrDefault(partition.partition(), 0L));
            }
            read(given, consumer, visitor);
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    private List<TopicPartition> assign(Consumer<?, ?> consumer) {
        List<TopicPartition> partitions = CommittedRecords.partitions(consumer, topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    private <K> void read(Map<TopicPartition, Long> ends, Consumer<K, byte[]> consumer, Visitor<K> visitor)
            throws IOException {
        long lastNews = System.nanoTime();
        while (!isRead(ends, consumer)) {
            ConsumerRecords<K, byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<K, byte[]> record : records) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.getOrDefault(partition, 0L)) {
                    visitor.visit(record);
                }
            }
            if (!records.isEmpty()) {
                lastNews = System.nanoTime();
            } else if (System.nanoTime() - lastNews > PATIENCE.toNanos()) {
                throw new IOException("nothing came from topic " + topic + " for " + PATIENCE.toSeconds()
                        + " s, though its end at " + ends + " is not reached: see whether the brokers are well");
            }
        }
    }

    private static boolean isRead(Map<TopicPartition, Long> ends, Consumer<?, ?> consumer) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private IOException unreadable(KafkaException e) {
        return new IOException("topic " + topic + " at " + bootstrapServers + " cannot be read: " + e.getMessage(), e);
    }

    /** Receives the records one by one. */
    @FunctionalInterface
    interface Visitor<K> {
        void visit(ConsumerRecord<K, byte[]> record) throws IOException;
    }
}
