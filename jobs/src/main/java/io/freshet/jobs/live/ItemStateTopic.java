package io.freshet.jobs.live;

import io.freshet.schemas.Codec;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.UndecodableRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** {@link EarlierRows} from Kafka. A record that cannot be decoded is left out and logged. */
final class ItemStateTopic implements EarlierRows {
    private static final long serialVersionUID = 1L;

    private final EarlierTopic topic;
    private final Start start;

    ItemStateTopic(String bootstrapServers, String topic, Start start) {
        this.topic = new EarlierTopic(bootstrapServers, topic);
        this.start = start;
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        Codec<ItemState> codec = Codec.itemState();
        topic.read(record -> visit(record, codec, visitor));
    }

    @Override
    public void readBeforeStart(Visitor visitor) throws IOException {
        Codec<ItemState> codec = Codec.itemState();
        topic.readTo(start.ends(), record -> visit(record, codec, visitor));
    }

    private @Nullable String visit(ConsumerRecord<byte[], byte[]> record, Codec<ItemState> codec, Visitor visitor)
            throws IOException {
        boolean beforeStart = start.isBefore(record.partition(), record.offset());
        if (record.value() == null) {
            visitor.visit(new String(record.key(), StandardCharsets.UTF_8), null, beforeStart);
            return null;
        }
        try {
            ItemState row = codec.decode(record.value());
            visitor.visit(row.rowId(), row, beforeStart);
            return null;
        } catch (UndecodableRecordException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void delete(Collection<String> rowIds) throws IOException {
        if (rowIds.isEmpty()) {
            return;
        }
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            rowIds.forEach(rowId -> sent.add(producer.send(new ProducerRecord<>(topic.name(), rowId, null))));
            producer.flush();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (KafkaException | ExecutionException e) {
            throw new IOException("rows of topic " + topic.name() + " cannot be deleted: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while rows of topic " + topic.name() + " were deleted", e);
        }
    }
}
