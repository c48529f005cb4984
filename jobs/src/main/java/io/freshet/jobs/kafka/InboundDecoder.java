package io.freshet.jobs.kafka;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.UndecodableRecordException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes and checks one record of an input topic; never throws for what the record holds. One thread. */
public final class InboundDecoder<T> {
    private static final String STAGE_DECODE = "decode";
    private static final String STAGE_CHECK = "check";

    private final Codec<T> codec;
    private final Function<T, Inbound> toInbound;
    private final String timeField;
    private final ToLongFunction<T> timeMs;
    private final Duration maxFuture;

    private InboundDecoder(
            Codec<T> codec,
            Function<T, Inbound> toInbound,
            String timeField,
            ToLongFunction<T> timeMs,
            Duration maxFuture) {
        this.codec = codec;
        this.toInbound = toInbound;
        this.timeField = timeField;
        this.timeMs = timeMs;
        this.maxFuture = maxFuture;
    }

    /** @param maxFuture how far an event's time may lie ahead of its Kafka record's */
    public static InboundDecoder<Interaction> interactions(Duration maxFuture) {
        return new InboundDecoder<>(
                Codec.interaction(), Inbound.Event::new, "eventTimeMs", Interaction::eventTimeMs, maxFuture);
    }

    /** @param maxFuture how far a request's time may lie ahead of its Kafka record's */
    public static InboundDecoder<RecommendationRequest> requests(Duration maxFuture) {
        return new InboundDecoder<>(
                Codec.recommendationRequest(),
                Inbound.Request::new,
                "requestTimeMs",
                RecommendationRequest::requestTimeMs,
                maxFuture);
    }

    public Inbound decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            T decoded = codec.decode(record.value());
            long time = timeMs.applyAsLong(decoded);
            return time - record.timestamp() > maxFuture.toMillis()
                    ? rejected(record, STAGE_CHECK, IllegalArgumentException.class, inTheFuture(time, record))
                    : toInbound.apply(decoded);
        } catch (UndecodableRecordException e) {
            return rejected(record, STAGE_DECODE, e.getClass(), e.reason() + ": " + e.getMessage());
        }
    }

    private String inTheFuture(long time, ConsumerRecord<byte[], byte[]> record) {
        return "INVALID: " + timeField + " is " + time + ", which is " + (time - record.timestamp())
                + " ms ahead of the Kafka record's time; at most " + maxFuture.toMillis()
                + " are accepted: send milliseconds since 1970 UTC";
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
