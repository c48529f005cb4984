package io.freshet.jobs.live;

import io.freshet.jobs.kafka.Inbound;
import io.freshet.jobs.kafka.RecordDecoder;
import io.freshet.jobs.serde.Types;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads an input topic: every record comes out, as what it says or as a dead letter. */
final class InboundRecords implements KafkaRecordDeserializationSchema<Inbound> {
    private static final long serialVersionUID = 1L;

    private final SerializableSupplier<RecordDecoder> newDecoder;
    private transient RecordDecoder decoder;

    @SuppressWarnings("NullAway.Init")
    InboundRecords(SerializableSupplier<RecordDecoder> newDecoder) {
        this.newDecoder = newDecoder;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        decoder = newDecoder.get();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Inbound> out) {
        out.collect(decoder.decode(record));
    }

    @Override
    public TypeInformation<Inbound> getProducedType() {
        return Types.inbound();
    }
}
