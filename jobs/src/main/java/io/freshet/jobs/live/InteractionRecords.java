package io.freshet.jobs.live;

import io.freshet.jobs.kafka.Inbound;
import io.freshet.jobs.kafka.InteractionDecoder;
import io.freshet.jobs.serde.Types;
import java.time.Duration;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the interactions topic: every record comes out, as an event or as a dead letter. */
final class InteractionRecords implements KafkaRecordDeserializationSchema<Inbound> {
    private static final long serialVersionUID = 1L;

    private final Duration maxFuture;
    private transient InteractionDecoder decoder;

    @SuppressWarnings("NullAway.Init")
    InteractionRecords(Duration maxFuture) {
        this.maxFuture = maxFuture;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        decoder = new InteractionDecoder(maxFuture);
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
