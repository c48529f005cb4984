package io.freshet.jobs.live;

import io.freshet.schemas.Codec;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.UndecodableRecordException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link EarlierRows} from Kafka. A record that cannot be decoded is left out and logged. */
final class ItemStateTopic implements EarlierRows {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ItemStateTopic.class);

    private final String bootstrapServers;
    private final String topic;
    private final Start start;

    ItemStateTopic(String bootstrapServers, String topic, Start start) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.start = start;
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        Codec<ItemState> codec = Codec.itemState();
        records().read(new StringDeserializer(), record -> visit(record, codec, visitor));
    }

    @Override
    public void readBeforeStart(Visitor visitor) throws IOException {
        Codec<ItemState> codec = Codec.itemState();
        records().read(new StringDeserializer(), start.ends(), record -> visit(record, codec, visitor));
    }

    private TopicToEnds records() {
        return new TopicToEnds(bootstrapServers, topic);
    }

    private void visit(ConsumerRecord<String, byte[]> record, Codec<ItemState> codec, Visitor visitor)
            throws IOException {
        boolean beforeStart = start.isBefore(record.partition(), record.offset());
        if (record.value() == null) {
            visitor.visit(record.key(), null, beforeStart);
            return;
        }
        try {
            ItemState row = codec.decode(record.value());
            visitor.visit(row.rowId(), row, beforeStart);
        } catch (UndecodableRecordException e) {
            LOG.warn("Left out a record of {} at offset {}: {}", partition(record), record.offset(), e.getMessage());
        }
    }

    @Override
    public void delete(Collection<String> rowIds) throws IOException {
        if (rowIds.isEmpty()) {
            return;
        }
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            rowIds.forEach(rowId -> sent.add(producer.send(new ProducerRecord<>(topic, rowId, null))));
            producer.flush();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (KafkaException | ExecutionException e) {
            throw new IOException("rows of topic " + topic + " cannot be deleted: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while rows of topic " + topic + " were deleted", e);
        }
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
