package io.freshet.jobs.live;

import io.freshet.jobs.serde.Types;
import io.freshet.schemas.Codec;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.UndecodableRecordException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the item-state topic, which only the job itself writes. A record that is none, or holds a value that is not
 * finite, is skipped, counted and logged: the owner's next publication of the row mends it.
 */
final class ItemStateRecords implements KafkaRecordDeserializationSchema<ItemState> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ItemStateRecords.class);

    private transient Codec<ItemState> codec;
    private transient Counter skipped;

    @SuppressWarnings("NullAway.Init")
    ItemStateRecords() {}

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        codec = Codec.itemState();
        skipped = context.getMetricGroup().counter("skippedRecords");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ItemState> out) {
        if (record.value() == null) {
            return;
        }
        try {
            out.collect(codec.decode(record.value()));
        } catch (UndecodableRecordException e) {
            skipped.inc();
            LOG.warn(
                    "Skipped a foreign or damaged record in {}-{} at offset {}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    @Override
    public TypeInformation<ItemState> getProducedType() {
        return Types.itemState();
    }
}
