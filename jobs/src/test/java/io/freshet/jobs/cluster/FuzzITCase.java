package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.input.SyntheticStream;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * As many bad records as good ones: every good one is answered and counted, every bad one is in the dead letters as it was
 * sent, and the job does not restart. Part of {@code benchmarks/proofs}; the build has {@code DeadLettersITCase}.
 */
@EnabledIfSystemProperty(named = Scale.PROPERTY, matches = Scale.VALUES)
class FuzzITCase {
    private static final int RECORDS = Scale.given().of(5_000, 100_000);
    private static final long DAY_MS = 86_400_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final PlainDecoder decoder = new PlainDecoder();
    private final List<Interaction> good = new ArrayList<>();
    private final Map<ByteBuffer, byte[]> bad = new HashMap<>();
    private final Map<Fuzz.Kind, Integer> badOfKind = new EnumMap<>(Fuzz.Kind.class);

    @Test
    void goodOnesComeOutAndBadOnesAreInTheDeadLetters() throws Exception {
        Report report = Report.named("fuzz");
        try (LiveRun run = LiveRun.up(directory, ClusterSettings.of(2), List.of("--checkpoint-interval", "4000"))) {
            RunningJob job = run.submit(2, null);
            play(run);
            run.awaitCovered(2L * RECORDS);
            run.awaitPublished(job);
            assertThat(job.restarts()).as("restarts").isZero();
            assertThat(job.checkpoints().restored()).as("restored checkpoint").isZero();
            compare(report, run, run.stop(good));
        }
    }

    /** A good one, one that the {@link Fuzz} has made, and so on. */
    private void play(LiveRun run) {
        Codec<Interaction> codec = Codec.interaction();
        SyntheticStream stream = SyntheticStream.open(1, RECORDS);
        Fuzz fuzz = new Fuzz(RECORDS);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", run.broker(), "linger.ms", 2),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            String topic = run.topics().interactions();
            for (int n = 0; n < RECORDS; n++) {
                Interaction event = stream.next();
                good.add(event);
                byte[] user = event.userId().getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topic, user, codec.encode(event)));
                Fuzz.Bad record = fuzz.next();
                expect(record);
                producer.send(new ProducerRecord<>(topic, record.key(), record.value()));
            }
        }
    }

    /** Flipped bits may make another good record. */
    private void expect(Fuzz.Bad record) {
        Interaction event = decoder.decode(record.value());
        if (event == null || event.eventTimeMs() > System.currentTimeMillis() + DAY_MS) {
            bad.put(ByteBuffer.wrap(record.key()), record.value());
            badOfKind.merge(record.kind(), 1, Integer::sum);
        } else {
            good.add(event);
        }
    }

    private void compare(Report report, LiveRun run, Outcome outcome) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> letters = KafkaEnd.readAllRaw(
                run.broker(), run.topics().deadLetters(run.topics().interactions()));
        report.write("{\"outcome\":\"fuzz\",\"fuzzed\":%d,\"still_good\":%d,\"dead_letters\":%d,\"of_kind\":{%s},%s}"
                .formatted(RECORDS, RECORDS - bad.size(), letters.size(), ofKind(), outcome.figures()));
        outcome.assertCounted();
        outcome.assertNothingLost();
        outcome.assertNothingRepeated();
        outcome.assertRowsAreTheOwners();
        assertThat(letters).as("dead letters").hasSameSizeAs(bad.entrySet());
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            byte[] sent = bad.get(ByteBuffer.wrap(letter.key()));
            assertThat(letter.value())
                    .as("the dead letter of %s", new String(letter.key(), StandardCharsets.UTF_8))
                    .isEqualTo(sent);
        }
    }

    private String ofKind() {
        List<String> counts = new ArrayList<>();
        badOfKind.forEach((kind, count) -> counts.add("\"" + kind.name().toLowerCase(Locale.ROOT) + "\":" + count));
        return String.join(",", counts);
    }
}
