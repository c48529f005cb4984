package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.config.JobConfig;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.UndecodableRecordException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that cannot be used, between records that can. */
class DeadLettersITCase {
    private static final int HEADER_BYTES = 10;
    private static final long YEAR_2100_MS = 4_102_444_800_000L;
    private static final String UNDECODABLE = UndecodableRecordException.class.getName();
    private static final String REFUSED = IllegalArgumentException.class.getName();

    @TempDir
    Path directory;

    private final Codec<Interaction> codec = Codec.interaction();

    @Test
    void eachBadRecordGoesToTheDeadLettersAndTheGoodOnesAroundItAreNotDisturbed() throws Exception {
        List<Bad> bad = badRecords();
        List<Interaction> good = goodRecords(bad.size() + 1);
        try (LiveJob job = LiveJob.start(directory, 1, 1, config -> config)) {
            LiveTopics topics = job.topics();
            for (int i = 0; i < bad.size(); i++) {
                topics.publish(good.subList(i, i + 1));
                topics.send(bad.get(i).key, bad.get(i).value);
            }
            topics.publish(good.subList(bad.size(), good.size()));

            List<Evaluation> evaluations =
                    job.read(topics.names().evaluations(), Codec.evaluation(), all -> all.size() == good.size());

            assertThat(evaluations).isEqualTo(evaluatedWithoutTheBadOnes(job.config(), good));
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
            job.stopWithSavepoint();
            assertLetters(topics, bad);
        }
    }

    private static void assertLetters(LiveTopics topics, List<Bad> bad) {
        String input = topics.names().interactions();
        List<ConsumerRecord<byte[], byte[]>> letters =
                new ArrayList<>(topics.readAllRaw(topics.names().deadLetters(input)));
        for (int i = 0; i < bad.size(); i++) {
            Bad expected = bad.get(i);
            ConsumerRecord<byte[], byte[]> letter = letters.stream()
                    .filter(record -> Arrays.equals(record.key(), expected.key))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no dead letter for " + expected.what));
            letters.remove(letter);
            assertThat(letter.value()).as(expected.what).isEqualTo(expected.value);
            assertThat(headers(letter))
                    .as(expected.what)
                    .containsOnlyKeys(
                            "__connect.errors.topic",
                            "__connect.errors.partition",
                            "__connect.errors.offset",
                            "__connect.errors.stage",
                            "__connect.errors.exception.class.name",
                            "__connect.errors.exception.message")
                    .containsEntry("__connect.errors.topic", input)
                    .containsEntry("__connect.errors.partition", expected.hasPlace() ? "0" : "-1")
                    // before it came as many bad records, and one good one more
                    .containsEntry("__connect.errors.offset", expected.hasPlace() ? Integer.toString(2 * i + 1) : "-1")
                    .containsEntry("__connect.errors.stage", expected.stage)
                    .containsEntry("__connect.errors.exception.class.name", expected.error);
            assertThat(headers(letter).get("__connect.errors.exception.message"))
                    .as(expected.what)
                    .contains(expected.says);
        }
        assertThat(letters).isEmpty();
    }

    private List<Bad> badRecords() throws IOException {
        byte[] valid = codec.encode(Interaction.of("e", "u", "i", 1f, 1_600_000_000_000L));
        byte[] otherSchema = valid.clone();
        otherSchema[2] ^= 1;
        return List.of(
                decoding("text", "hello".getBytes(StandardCharsets.UTF_8), "NOT_AVRO"),
                decoding("nothing at all", new byte[0], "NOT_AVRO"),
                decoding("a tombstone", null, "NOT_AVRO: Interaction: there is no value"),
                decoding("another schema", otherSchema, "UNKNOWN_SCHEMA"),
                decoding("a byte too many", Arrays.copyOf(valid, valid.length + 1), "TRAILING_BYTES"),
                decoding("a byte too few", Arrays.copyOf(valid, valid.length - 1), "MALFORMED"),
                decoding("an empty item id", with(valid, "itemId", ""), "INVALID: Interaction: itemId is empty"),
                decoding("a control character", with(valid, "userId", "u\0"), "INVALID: Interaction: userId"),
                decoding("a weight that is no number", with(valid, "weight", Float.NaN), "weight is NaN"),
                decoding("a time before 1970", with(valid, "eventTimeMs", -1L), "eventTimeMs is -1"),
                new Bad(
                        "a time in the future",
                        key("a time in the future"),
                        with(valid, "eventTimeMs", YEAR_2100_MS),
                        "check",
                        REFUSED,
                        "eventTimeMs is " + YEAR_2100_MS),
                new Bad("no key", null, new byte[] {1, 2, 3}, "decode", UNDECODABLE, "NOT_AVRO"),
                new Bad(
                        "an id whose key is taken",
                        key("u"),
                        with(valid, "itemId", CollidingIds.OTHER),
                        "personalize",
                        REFUSED,
                        "itemId '" + CollidingIds.OTHER + "'"));
    }

    /** A small stream whose first item has the key that one of the bad records wants. */
    private static List<Interaction> goodRecords(int count) {
        List<Interaction> stream = new ArrayList<>(SmallStream.of(21, count));
        Interaction first = stream.get(0);
        stream.set(0, Interaction.of(first.eventId(), first.userId(), CollidingIds.ONE, 1f, first.eventTimeMs()));
        return stream;
    }

    private static List<Evaluation> evaluatedWithoutTheBadOnes(JobConfig config, List<Interaction> good)
            throws Exception {
        List<Evaluation> evaluations = new ArrayList<>();
        try (PersonalizeHarness learner = PersonalizeHarness.start(config)) {
            for (Interaction event : good) {
                evaluations.add(learner.send(event));
            }
        }
        return evaluations;
    }

    private static Bad decoding(String what, byte @Nullable [] value, String says) {
        return new Bad(what, key(what), value, "decode", UNDECODABLE, says);
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The record with one field changed to what no {@link Interaction} can hold. */
    private byte[] with(byte[] valid, String field, Object value) throws IOException {
        Schema schema = new Schema.Parser().parse(codec.schemaJson());
        GenericRecord record = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(valid, HEADER_BYTES, valid.length - HEADER_BYTES, null));
        record.put(field, value);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(valid, 0, HEADER_BYTES);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static final class Bad {
        private final String what;
        private final byte @Nullable [] key;
        private final byte @Nullable [] value;
        private final String stage;
        private final String error;
        private final String says;

        Bad(String what, byte @Nullable [] key, byte @Nullable [] value, String stage, String error, String says) {
            this.what = what;
            this.key = key;
            this.value = value;
            this.stage = stage;
            this.error = error;
            this.says = says;
        }

        /** Behind the check, an event's place in Kafka is not known any more. */
        boolean hasPlace() {
            return !stage.equals("personalize");
        }
    }
}
