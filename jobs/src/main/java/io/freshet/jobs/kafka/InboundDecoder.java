package io.freshet.jobs.kafka;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Impression;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.UndecodableRecordException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@link RecordDecoder} of the topics that are keyed by user. */
public final class InboundDecoder<T> implements RecordDecoder {
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
    public static RecordDecoder interactions(Duration maxFuture) {
        return new InboundDecoder<>(
                Codec.interaction(), Inbound.Event::new, "eventTimeMs", Interaction::eventTimeMs, maxFuture);
    }

    /** @param maxFuture how far a request's time may lie ahead of its Kafka record's */
    public static RecordDecoder requests(Duration maxFuture) {
        return new InboundDecoder<>(
                Codec.recommendationRequest(),
                Inbound.Request::new,
                "requestTimeMs",
                RecommendationRequest::requestTimeMs,
                maxFuture);
    }

    /** @param maxFuture how far an impression's time may lie ahead of its Kafka record's */
    public static RecordDecoder impressions(Duration maxFuture) {
        return new InboundDecoder<>(Codec.impression(), Inbound.Shown::new, "shownMs", Impression::shownMs, maxFuture);
    }

    @Override
    public Inbound decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            T decoded = codec.decode(record.value());
            long time = timeMs.applyAsLong(decoded);
            return time - record.timestamp() > maxFuture.toMillis()
                    ? Inbound.Rejected.invalid(record, inTheFuture(time, record))
                    : toInbound.apply(decoded);
        } catch (UndecodableRecordException e) {
            return Inbound.Rejected.undecodable(record, e);
        }
    }

    private String inTheFuture(long time, ConsumerRecord<byte[], byte[]> record) {
        return timeField + " is " + time + ", which is " + (time - record.timestamp())
                + " ms ahead of the Kafka record's time; at most " + maxFuture.toMillis()
                + " are accepted: send milliseconds since 1970 UTC";
    }
}
