package io.freshet.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class RecordLineTest {
    private static final byte[] EVENT = Codec.interaction().encode(Interaction.of("e1", "u1", "i1", 1, 1000));

    private final RecordLine lines = new RecordLine(
            Objects.requireNonNull(TopicKind.named("interactions")).decoder().get());

    @Test
    void aRecordIsItsJson() {
        assertThat(lines.of(record(EVENT))).contains("\"eventId\":\"e1\"").doesNotContain("\n");
    }

    @Test
    void anUndecodableRecordSaysWhyAndWhereItIs() {
        assertThat(lines.of(record(new byte[] {1, 2, 3})))
                .startsWith("{\"key\":\"u1\",\"partition\":2,\"offset\":9,\"undecodable\":\"Interaction: ");
    }

    @Test
    @SuppressWarnings("NullAway") // a tombstone
    void aTombstoneIsItsKey() {
        assertThat(lines.of(record(null)))
                .isEqualTo("{\"key\":\"u1\",\"partition\":2,\"offset\":9,\"tombstone\":true}");
    }

    @Test
    void aDeadLetterSaysWhyItIsOneAndHoldsItsRecord() {
        ConsumerRecord<String, byte[]> record = record(EVENT);
        record.headers().add("__connect.errors.stage", "CHECK".getBytes(StandardCharsets.UTF_8));
        record.headers().add("trace", new byte[] {1});
        assertThat(lines.ofDeadLetter(record))
                .startsWith("{\"key\":\"u1\",\"stage\":\"CHECK\",\"record\":{")
                .contains("\"eventId\":\"e1\"");
    }

    private static ConsumerRecord<String, byte[]> record(byte[] value) {
        return new ConsumerRecord<>("t", 2, 9, "u1", value);
    }
}
