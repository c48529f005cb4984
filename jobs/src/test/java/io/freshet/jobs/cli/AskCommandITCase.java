package io.freshet.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.kafka.EmbeddedBroker;
import io.freshet.jobs.kafka.Topics;
import io.freshet.schemas.Codec;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.Recommendations;
import io.freshet.schemas.RecommendedItem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code freshet ask} at a broker whose job is played by the test. */
class AskCommandITCase {
    private final Topics topics = Topics.standard();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @Test
    void theAnswerIsPrintedOrWhyThereIsNone(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            String bootstrap = broker.bootstrapServers();
            assertThat(run(bootstrap, "u")).isEqualTo(1);
            assertThat(err.toString()).contains("no topic freshet.recommendations.v1: create the topics first");
            TopicsCommand.create(bootstrap, topics, 2);

            assertThat(run(bootstrap, "u", "--timeout", "1")).isEqualTo(1);
            assertThat(err.toString()).contains("no answer came within 1 s: see whether a job runs at " + bootstrap);

            try (JobOfTheTest job = new JobOfTheTest(bootstrap)) {
                assertThat(run(bootstrap, "u", "--limit", "2", "--exclude", "x", "--exclude", "y", "--context", "z"))
                        .isZero();
                assertThat(text())
                        .matches("u: 2 items from m-1 after \\d+ ms, warming\\R"
                                + "   1  a +a  0\\.5000  embedding\\R"
                                + "   2  b +b  0\\.2500  embedding\\R");
                assertThat(job.asked.limit()).isEqualTo(2);
                assertThat(job.asked.excludes()).containsExactly("x", "y");
                assertThat(job.asked.contextItems()).containsExactly("z");

                assertThat(run(bootstrap, "u", "--json", "--candidate", "x", "--at", "2020-01-01"))
                        .isZero();
                assertThat(text()).startsWith("{").contains("\"triggerId\":\"" + job.asked.requestId() + '"');
                assertThat(job.asked.candidates()).containsExactly("x");
                assertThat(job.asked.requestTimeMs()).isEqualTo(1_577_836_800_000L);

                assertThat(run(bootstrap, JobOfTheTest.REFUSED)).isEqualTo(1);
                assertThat(err.toString()).contains("the request was refused: not this one");
            }
        }
    }

    private int run(String bootstrap, String... args) {
        out.reset();
        err.getBuffer().setLength(0);
        String[] all = new String[args.length + 3];
        all[0] = "ask";
        all[1] = "--bootstrap";
        all[2] = bootstrap;
        System.arraycopy(args, 0, all, 3, args.length);
        return Main.commandLine(new EngineParts(), new PrintStream(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err))
                .execute(all);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Answers every request with two items, among answers to others, and refuses one user's. */
    private final class JobOfTheTest implements AutoCloseable {
        static final String REFUSED = "refused";

        private final KafkaConsumer<String, byte[]> consumer;
        private final KafkaProducer<String, byte[]> producer;
        private final Thread thread = new Thread(this::answer, "job-of-the-test");
        private volatile boolean closed;
        private volatile RecommendationRequest asked = request();

        JobOfTheTest(String bootstrap) {
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrap, "group.id", "job", "auto.offset.reset", "earliest"),
                    new StringDeserializer(),
                    new ByteArrayDeserializer());
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
            consumer.subscribe(List.of(topics.requests()));
            thread.start();
        }

        private static RecommendationRequest request() {
            return new RecommendationRequest("none", "none", 1, List.of(), List.of(), List.of(), null, 0);
        }

        private void answer() {
            while (!closed) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                    answer(record);
                }
            }
            consumer.close();
        }

        private void answer(ConsumerRecord<String, byte[]> record) {
            if (record.key().equals(REFUSED)) {
                ProducerRecord<String, byte[]> letter =
                        new ProducerRecord<>(topics.deadLetters(topics.requests()), record.key(), record.value());
                letter.headers()
                        .add("__connect.errors.exception.message", "not this one".getBytes(StandardCharsets.UTF_8));
                producer.send(letter);
                return;
            }
            try {
                asked = Codec.recommendationRequest().decode(record.value());
            } catch (Exception e) {
                throw new AssertionError("the command sent what is no request", e);
            }
            send(Recommendations.INTERACTION, asked.requestId());
            send(Recommendations.REQUEST, "of-another-request");
            send(Recommendations.REQUEST, asked.requestId());
        }

        private void send(String trigger, String triggerId) {
            List<RecommendedItem> items = List.of(
                    new RecommendedItem("a", 0.5f, List.of("embedding"), 1f, Map.of()),
                    new RecommendedItem("b", 0.25f, List.of("embedding"), 1f, Map.of()));
            Recommendations list =
                    new Recommendations("l", asked.userId(), trigger, triggerId, 1, "m-1", "warming", items);
            producer.send(new ProducerRecord<>(
                    topics.recommendations(),
                    asked.userId(),
                    Codec.recommendations().encode(list)));
        }

        @Override
        public void close() throws InterruptedException {
            closed = true;
            thread.join();
            producer.close();
        }
    }
}
