package io.freshet.jobs.live;

import io.freshet.jobs.kafka.TopicRecords;
import io.freshet.schemas.Codec;
import io.freshet.schemas.ItemState;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes rows to the item-state topic; one that is removed as a tombstone. */
final class RowRecords implements KafkaRecordSerializationSchema<ItemState> {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final TopicRecords<ItemState> rows;

    RowRecords(String topic) {
        this.topic = topic;
        this.rows = new TopicRecords<>(topic, ItemState::rowId, Codec::itemState);
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        rows.open(context, sinkContext);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(ItemState row, KafkaSinkContext context, Long timestamp) {
        return row.isRemoved()
                ? new ProducerRecord<>(topic, row.rowId().getBytes(StandardCharsets.UTF_8), null)
                : rows.serialize(row, context, timestamp);
    }
}
