package io.freshet.jobs.live;

import io.freshet.jobs.kafka.EmbeddedBroker;
import io.freshet.jobs.kafka.TopicCreator;
import io.freshet.jobs.kafka.Topics;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Impression;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.Item;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** The job's topics on a broker, with the free end of each in hand. */
final class LiveTopics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Topics names = Topics.standard();
    private final String bootstrapServers;
    private final AutoCloseable broker;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Codec<Interaction> interactions = Codec.interaction();
    private final Codec<Item> items = Codec.item();
    private final Codec<RecommendationRequest> requests = Codec.recommendationRequest();

    private LiveTopics(String bootstrapServers, AutoCloseable broker) {
        this.bootstrapServers = bootstrapServers;
        this.broker = broker;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Starts a broker in {@code directory}; topics keyed by user have so many partitions. */
    static LiveTopics start(Path directory, int partitions) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        return create(broker.bootstrapServers(), broker, partitions);
    }

    /** At a broker that somebody else stops. */
    static LiveTopics at(String bootstrapServers, int partitions) throws Exception {
        return create(bootstrapServers, () -> {}, partitions);
    }

    private static LiveTopics create(String bootstrapServers, AutoCloseable broker, int partitions) throws Exception {
        LiveTopics topics = new LiveTopics(bootstrapServers, broker);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            new TopicCreator(admin).create(topics.names, partitions);
        }
        return topics;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    Topics names() {
        return names;
    }

    void publish(List<Interaction> events) {
        for (Interaction event : events) {
            send(event.userId().getBytes(StandardCharsets.UTF_8), interactions.encode(event));
        }
        producer.flush();
    }

    void publish(Item item) {
        send(names.items(), item.itemId().getBytes(StandardCharsets.UTF_8), items.encode(item));
        producer.flush();
    }

    void show(Impression impression) {
        byte[] key = impression.userId().getBytes(StandardCharsets.UTF_8);
        send(names.impressions(), key, Codec.impression().encode(impression));
        producer.flush();
    }

    void ask(RecommendationRequest request) {
        byte[] key = request.userId().getBytes(StandardCharsets.UTF_8);
        send(names.requests(), key, requests.encode(request));
        producer.flush();
    }

    /** Sends to any topic; it may wait until {@link #flush}. */
    void send(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        producer.send(new ProducerRecord<>(topic, key, value));
    }

    /** Sends to the interactions whatever it is; it may wait until {@link #flush}. */
    void send(byte @Nullable [] key, byte @Nullable [] value) {
        send(names.interactions(), key, value);
    }

    void flush() {
        producer.flush();
    }

    /** With more patience than a busy machine needs; looked at now and then, for to read a whole topic is work, too. */
    static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofSeconds(1));
    }

    /** Reads a topic from its start until the records so far are enough. */
    <T> List<T> read(String topic, Codec<T> codec, Predicate<List<T>> enough) {
        List<T> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
            // the consumer waits itself
            await("records of " + topic).pollInterval(Duration.ofMillis(1)).until(() -> {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    records.add(decoded(codec, record.value()));
                    if (enough.test(records)) {
                        return true;
                    }
                }
                return false;
            });
        }
        return records;
    }

    /** Counts of the newest row of each item in the item-state topic. */
    Map<String, Long> itemCounts() {
        return itemRows().values().stream()
                .filter(row -> !row.reserved() && row.count() > 0)
                .collect(Collectors.toMap(ItemState::rowId, ItemState::count));
    }

    /** The newest row of each key that is not deleted. */
    Map<String, ItemState> itemRows() {
        Map<String, ItemState> rows = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : readAllRaw(names.itemState())) {
            if (record.value() == null) {
                rows.remove(new String(record.key(), StandardCharsets.UTF_8));
            } else {
                ItemState row = decoded(Codec.itemState(), record.value());
                rows.merge(row.rowId(), row, (a, b) -> a.version().compareTo(b.version()) > 0 ? a : b);
            }
        }
        return rows;
    }

    /** Interactions up to which the job has committed its offsets. */
    long committed() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            return admin
                    .listConsumerGroupOffsets(names.prefix() + "-personalize")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        }
    }

    /** Gives the interactions more partitions. */
    void repartition(int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createPartitions(Map.of(names.interactions(), NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
        }
    }

    /** What a reader of committed records sees of a topic from its start to its present end. */
    <T> List<T> readAll(String topic, Codec<T> codec) {
        return readAllRaw(topic).stream()
                .map(raw -> decoded(codec, raw.value()))
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> readAllRaw(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private KafkaConsumer<byte[], byte[]> consumer(String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "auto.offset.reset",
                        "earliest",
                        "isolation.level",
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList());
        return consumer;
    }

    private static <T> T decoded(Codec<T> codec, byte[] value) {
        try {
            return codec.decode(value);
        } catch (UndecodableRecordException e) {
            throw new AssertionError("the job wrote a record that cannot be read", e);
        }
    }

    @Override
    public void close() throws Exception {
        try (AutoCloseable closedLast = broker;
                KafkaProducer<byte[], byte[]> closedFirst = producer) {
            producer.flush();
        }
    }
}
