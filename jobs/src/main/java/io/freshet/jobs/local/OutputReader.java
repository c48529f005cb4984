package io.freshet.jobs.local;

import io.freshet.jobs.kafka.Topics;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Recommendations;
import io.freshet.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the job writes, committed records only, on a thread of its own, and tells what it read.
 */
final class OutputReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    /** A reader that fetches each record as it comes takes as much from the broker as the job does. */
    private static final int FETCH_BYTES = 1 << 16;

    private static final int FETCH_MS = 20;
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final Topics topics;
    private final Outputs outputs;
    private final boolean exactlyOnce;
    private final Codec<Evaluation> evaluations = Codec.evaluation();
    private final Codec<Recommendations> recommendations = Codec.recommendations();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Thread thread = new Thread(this::read, "output-reader");
    private volatile boolean draining;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    /**
     * @param exactlyOnce whether the job's records become readable only when it commits them, long after their append
     */
    OutputReader(String bootstrapServers, Topics topics, Outputs outputs, boolean exactlyOnce) {
        this.topics = topics;
        this.outputs = outputs;
        this.exactlyOnce = exactlyOnce;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "freshet-output-reader",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                        FETCH_BYTES,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        FETCH_MS,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.partitions = partitions();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads up to where the topics end now, then stops. */
    void drain() throws InterruptedException {
        draining = true;
        thread.join(DRAIN.toMillis());
    }

    /** Why it stopped early, if it did. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join(DRAIN.toMillis());
    }

    private List<TopicPartition> partitions() {
        return Stream.of(topics.evaluations(), topics.recommendations(), topics.deadLetters(topics.interactions()))
                .filter(topic -> outputs.wantLists() || !topic.equals(topics.recommendations()))
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void read() {
        try (consumer) {
            while (!closed && !draining) {
                poll();
            }
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!closed && !reached(ends)) {
                poll();
            }
        } catch (RuntimeException | UndecodableRecordException | Error e) {
            failure = e;
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void poll() throws UndecodableRecordException {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (record.topic().equals(topics.evaluations())) {
                evaluation(record);
            } else if (record.topic().equals(topics.recommendations())) {
                list(record);
            } else {
                deadLetter(record);
            }
        }
    }

    private void evaluation(ConsumerRecord<byte[], byte[]> record) throws UndecodableRecordException {
        outputs.evaluation(evaluations.decode(record.value()), record.timestamp());
    }

    private void list(ConsumerRecord<byte[], byte[]> record) throws UndecodableRecordException {
        Recommendations list = recommendations.decode(record.value());
        if (!list.trigger().equals(Recommendations.INTERACTION)) {
            return; // somebody has asked meanwhile
        }
        long readableMs = exactlyOnce ? System.currentTimeMillis() : record.timestamp();
        outputs.recommendations(list, readableMs);
    }

    private void deadLetter(ConsumerRecord<byte[], byte[]> record) {
        outputs.deadLetter(
                (int) number(record, "__connect.errors.partition"),
                number(record, "__connect.errors.offset"),
                record.timestamp());
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalStateException("dead letter at " + record.topic() + "-" + record.partition() + " offset "
                    + record.offset() + " lacks the header " + name + ": the job must set it");
        }
        return Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
    }
}
