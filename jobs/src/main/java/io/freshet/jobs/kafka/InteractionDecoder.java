package io.freshet.jobs.kafka;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.UndecodableRecordException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes and checks one record of the interactions topic; never throws for what the record holds. One thread. */
public final class InteractionDecoder {
    private static final String STAGE_DECODE = "decode";
    private static final String STAGE_CHECK = "check";

    private final Codec<Interaction> codec = Codec.interaction();
    private final Duration maxFuture;

    public InteractionDecoder(Duration maxFuture) {
        this.maxFuture = maxFuture;
    }

    public Inbound decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            Interaction interaction = codec.decode(record.value());
            long ahead = interaction.eventTimeMs() - record.timestamp();
            return ahead > maxFuture.toMillis()
                    ? rejected(record, STAGE_CHECK, IllegalArgumentException.class, inTheFuture(interaction, record))
                    : new Inbound.Event(interaction);
        } catch (UndecodableRecordException e) {
            return rejected(record, STAGE_DECODE, e.getClass(), e.reason() + ": " + e.getMessage());
        }
    }

    private String inTheFuture(Interaction interaction, ConsumerRecord<byte[], byte[]> record) {
        return "INVALID: eventTimeMs is " + interaction.eventTimeMs() + ", which is "
                + (interaction.eventTimeMs() - record.timestamp()) + " ms ahead of the Kafka record's time; at most "
                + maxFuture.toMillis() + " are accepted: send milliseconds since 1970 UTC";
    }

    private static Inbound rejected(
            ConsumerRecord<byte[], byte[]> record, String stage, Class<?> error, String message) {
        return new Inbound.Rejected(new DeadLetter(
                record.key(),
                record.value(),
                record.topic(),
                record.partition(),
                record.offset(),
                stage,
                error.getName(),
                message));
    }
}
