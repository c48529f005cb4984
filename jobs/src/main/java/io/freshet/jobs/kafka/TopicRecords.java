package io.freshet.jobs.kafka;

import io.freshet.schemas.Codec;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.flink.util.function.SerializableSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes records of one kind to one topic, keyed by user or row. */
public final class TopicRecords<T> implements KafkaRecordSerializationSchema<T> {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final SerializableFunction<T, String> keyOf;
    private final SerializableSupplier<Codec<T>> newCodec;
    private transient Codec<T> codec;

    @SuppressWarnings("NullAway.Init")
    public TopicRecords(String topic, SerializableFunction<T, String> keyOf, SerializableSupplier<Codec<T>> newCodec) {
        this.topic = topic;
        this.keyOf = keyOf;
        this.newCodec = newCodec;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        codec = newCodec.get();
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T record, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(topic, keyOf.apply(record).getBytes(StandardCharsets.UTF_8), codec.encode(record));
    }
}
