package io.freshet.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerITCase {
    private static final Topics TOPICS = new Topics("it");

    private final Path dir;

    EmbeddedBrokerITCase(@TempDir Path dir) {
        this.dir = dir;
    }

    @Test
    void recordsSurviveARestartAndOnlyCommittedOnesAreRead() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0)) {
            createTopics(broker);
            try (KafkaProducer<byte[], byte[]> producer = transactionalProducer(broker)) {
                producer.initTransactions();
                send(producer, "aborted").abortTransaction();
                send(producer, "committed").commitTransaction();
            }
        }
        try (EmbeddedBroker again = EmbeddedBroker.start(dir, 0)) {
            createTopics(again);
            assertThat(committedValues(again)).containsExactly("committed");
        }
    }

    @Test
    void aTopicWithAnotherCleanupPolicyIsRefusedWithItsNameAndTheRemedy() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0);
                Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(TOPICS.itemState(), Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            assertThatThrownBy(() -> new TopicCreator(admin).create(TOPICS, 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("topic it.item-state.v1 has cleanup.policy=delete but needs compact: "
                            + "alter it with kafka-configs, or use another topic prefix");
        }
    }

    @Test
    void aTakenPortIsRefusedWithItsNumber() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(dir, taken.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " of 127.0.0.1 is taken");
        }
    }

    private static void createTopics(EmbeddedBroker broker) throws InterruptedException {
        try (Admin admin = admin(broker)) {
            new TopicCreator(admin).create(TOPICS, 2);
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static KafkaProducer<byte[], byte[]> transactionalProducer(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "it"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static KafkaProducer<byte[], byte[]> send(KafkaProducer<byte[], byte[]> producer, String value) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPICS.interactions(), 0, null, value.getBytes(StandardCharsets.UTF_8)));
        producer.flush();
        return producer;
    }

    private static List<String> committedValues(EmbeddedBroker broker) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPICS.interactions(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(new String(record.value(), StandardCharsets.UTF_8));
                }
                return consumer.position(partition) >= end;
            });
        }
        return values;
    }
}
