package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.kafka.EmbeddedBroker;
import io.freshet.jobs.kafka.TopicCreator;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The whole job on an embedded broker and a mini cluster, with the ends of its topics in hand. */
final class LiveJob implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** So many that one which a test has chosen is still there when the test comes back to it. */
    private static final int RETAINED_CHECKPOINTS = 10_000;

    private final Path directory;
    private final int parallelism;
    private final EmbeddedBroker broker;
    private final JobConfig config;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Codec<Interaction> interactions = Codec.interaction();
    private @Nullable JobClient client;

    private LiveJob(Path directory, int parallelism, EmbeddedBroker broker, JobConfig config) {
        this.directory = directory;
        this.parallelism = parallelism;
        this.broker = broker;
        this.config = config;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static LiveJob start(Path directory, int parallelism, int partitions, UnaryOperator<JobConfig> settings)
            throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        JobConfig config = settings.apply(
                JobConfig.defaults(broker.bootstrapServers(), false).withCheckpointInterval(Duration.ofMillis(300)));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicCreator(admin).create(config.topics(), partitions);
        }
        LiveJob job = new LiveJob(directory, parallelism, broker, config);
        job.submit(parallelism, null);
        return job;
    }

    void submit(int atParallelism, @Nullable String restoreFrom) throws Exception {
        Configuration flink = new Configuration()
                .set(RestartStrategyOptions.RESTART_STRATEGY, "none")
                .set(
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        checkpoints().toUri().toString())
                .set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS)
                .set(
                        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        if (restoreFrom != null) {
            flink.set(StateRecoveryOptions.SAVEPOINT_PATH, restoreFrom);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(atParallelism, flink);
        FreshetJob.build(env, config);
        client = env.executeAsync("freshet");
    }

    Path checkpoints() {
        return directory.resolve("checkpoints");
    }

    int parallelism() {
        return parallelism;
    }

    JobConfig config() {
        return config;
    }

    void publish(List<Interaction> events) {
        for (Interaction event : events) {
            publish(event.userId(), interactions.encode(event));
        }
        producer.flush();
    }

    void publish(String key, byte @Nullable [] value) {
        producer.send(
                new ProducerRecord<>(config.topics().interactions(), key.getBytes(StandardCharsets.UTF_8), value));
    }

    void flush() {
        producer.flush();
    }

    String stopWithSavepoint() throws Exception {
        String path = running()
                .stopWithSavepoint(
                        false, directory.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        client = null;
        return path;
    }

    /** Ends the job as a failure does: without a savepoint. */
    void cancel() throws Exception {
        JobClient canceled = running();
        client = null;
        canceled.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(canceled.getJobExecutionResult())
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withMessageContaining("cancel");
    }

    /** Reads a topic from its start until the records so far are enough. */
    <T> List<T> read(String topic, Codec<T> codec, Predicate<List<T>> enough) {
        List<T> records = new ArrayList<>();
        readRaw(topic, raw -> {
            records.add(decoded(codec, raw.value()));
            return enough.test(records);
        });
        return records;
    }

    List<ConsumerRecord<byte[], byte[]>> readRaw(String topic, Predicate<ConsumerRecord<byte[], byte[]>> enough) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
            Awaitility.await("records of " + topic).atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    records.add(record);
                    if (enough.test(record)) {
                        return true;
                    }
                }
                return false;
            });
        }
        return records;
    }

    /** What a reader of committed records sees of a topic from its start to its present end. */
    <T> List<T> readAll(String topic, Codec<T> codec) {
        List<T> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(raw -> records.add(decoded(codec, raw.value())));
            }
        }
        return records;
    }

    private KafkaConsumer<byte[], byte[]> consumer(String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
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

    private JobClient running() {
        if (client == null) {
            throw new IllegalStateException("the job is not running");
        }
        return client;
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
        try (EmbeddedBroker closedLast = broker;
                KafkaProducer<byte[], byte[]> closedFirst = producer) {
            if (client != null) {
                cancel();
            }
        }
    }
}
