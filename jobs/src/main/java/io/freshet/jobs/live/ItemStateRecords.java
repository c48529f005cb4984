package io.freshet.jobs.live;

import io.freshet.schemas.Codec;
import io.freshet.schemas.ItemState;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the item-state topic: rows as they are encoded there, since only the replicas need to know what is in them; a tombstone as
 * a row that says that it is removed.
 *
 * <p>What lies before the ends that were noted at submission is left out. Only a job that restores a savepoint comes across it: what
 * was on its way then, which the owners publish anew, and all that jobs published since which went on from that savepoint or a later
 * one, with what they learned from events that this job is yet to be tested with.
 */
final class ItemStateRecords implements KafkaRecordDeserializationSchema<byte[]> {
    private static final long serialVersionUID = 1L;

    private final Start start;
    private transient @Nullable Codec<ItemState> codec;

    ItemStateRecords(Start start) {
        this.start = start;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<byte[]> out) {
        if (!start.isBefore(record.partition(), record.offset())) {
            out.collect(record.value() == null ? removed(record.key()) : record.value());
        }
    }

    private byte[] removed(byte[] key) {
        if (codec == null) {
            codec = Codec.itemState();
        }
        return codec.encode(ItemState.removed(new String(key, StandardCharsets.UTF_8)));
    }

    @Override
    public TypeInformation<byte[]> getProducedType() {
        return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    }
}
