package io.freshet.jobs.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes dead letters, byte for byte as they came, to {@code <topic>.dlq} with Kafka Connect's headers. */
public final class DeadLetterRecords implements KafkaRecordSerializationSchema<DeadLetter> {
    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "__connect.errors.";

    private final Topics topics;

    public DeadLetterRecords(Topics topics) {
        this.topics = topics;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(DeadLetter letter, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topics.deadLetters(letter.topic()), letter.key(), letter.value());
        header(record, "topic", letter.topic());
        header(record, "partition", Integer.toString(letter.partition()));
        header(record, "offset", Long.toString(letter.offset()));
        header(record, "stage", letter.stage());
        header(record, "exception.class.name", letter.error());
        header(record, "exception.message", letter.message());
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
