package io.freshet.jobs.kafka;

import io.freshet.schemas.Codec;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.Recommendations;
import io.freshet.schemas.UndecodableRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Asks the live job and waits for its answer, as any client of the two topics would. One thread. */
public final class RequestClient implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final String MESSAGE = "__connect.errors.exception.message";

    private final Topics topics;
    private final Codec<RecommendationRequest> requests = Codec.recommendationRequest();
    private final Codec<Recommendations> answers = Codec.recommendations();
    private final Consumer<String, byte[]> consumer;
    private final Producer<String, byte[]> producer;

    /**
     * Begins to listen.
     *
     * @throws IOException if the broker lacks one of the topics
     * @throws org.apache.kafka.common.errors.TimeoutException if no broker answers
     */
    public RequestClient(String bootstrapServers, Topics topics) throws IOException {
        this.topics = topics;
        this.consumer = CommittedRecords.consumer(bootstrapServers, new StringDeserializer());
        try {
            listen();
        } catch (IOException | RuntimeException e) {
            consumer.close();
            throw e;
        }
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        CommittedRecords.UNREACHABLE_MS),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Sends a request and waits for what comes of it.
     *
     * @return empty if no answer came in time
     * @throws IOException if the request was refused or cannot be sent
     */
    public Optional<Recommendations> ask(RecommendationRequest request, Duration patience)
            throws IOException, InterruptedException {
        byte[] sent = requests.encode(request);
        send(request.userId(), sent);
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (!record.topic().equals(topics.recommendations())) {
                    requireNotRefused(record, sent);
                } else if (request.userId().equals(record.key())) {
                    Recommendations answer = decoded(record);
                    if (answers(answer, request)) {
                        return Optional.of(answer);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean answers(Recommendations answer, RecommendationRequest request) {
        return answer.trigger().equals(Recommendations.REQUEST)
                && answer.triggerId().equals(request.requestId());
    }

    /** From the present end on, which is looked up now: otherwise it would be after the request was sent. */
    private void listen() throws IOException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(topics.recommendations(), topics.deadLetters(topics.requests()))) {
            List<TopicPartition> found = CommittedRecords.partitions(consumer, topic);
            if (found.isEmpty()) {
                throw new IOException(
                        "the broker has no topic " + topic + ": create the topics first, or check --prefix");
            }
            partitions.addAll(found);
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private void send(String userId, byte[] value) throws IOException, InterruptedException {
        try {
            producer.send(new ProducerRecord<>(topics.requests(), userId, value))
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("topic " + topics.requests() + " does not take the request: " + e.getCause(), e);
        }
    }

    private static void requireNotRefused(ConsumerRecord<String, byte[]> letter, byte[] sent) throws IOException {
        if (Arrays.equals(letter.value(), sent)) {
            Header message = letter.headers().lastHeader(MESSAGE);
            throw new IOException("the request was refused: "
                    + (message == null
                            ? "see " + letter.topic()
                            : new String(message.value(), StandardCharsets.UTF_8)));
        }
    }

    private Recommendations decoded(ConsumerRecord<String, byte[]> record) throws IOException {
        try {
            return answers.decode(record.value());
        } catch (UndecodableRecordException e) {
            throw new IOException(
                    "the record at offset " + record.offset() + " of " + record.topic() + " is no answer: "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
