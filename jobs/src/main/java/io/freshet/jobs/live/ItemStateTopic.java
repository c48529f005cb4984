package io.freshet.jobs.live;

import io.freshet.jobs.kafka.CommittedRecords;
import io.freshet.schemas.Codec;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.UndecodableRecordException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
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
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
        read(visitor, false);
    }

    @Override
    public void readBeforeStart(Visitor visitor) throws IOException {
        read(visitor, true);
    }

    private void read(Visitor visitor, boolean onlyBeforeStart) throws IOException {
        try (Consumer<String, byte[]> consumer =
                CommittedRecords.consumer(bootstrapServers, new StringDeserializer())) {
            List<TopicPartition> partitions = CommittedRecords.partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends =
                    onlyBeforeStart ? endsAtStart(partitions) : consumer.endOffsets(partitions);
            readTo(ends, consumer, visitor);
        } catch (KafkaException e) {
            throw new IOException(
                    "topic " + topic + " at " + bootstrapServers + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Map<TopicPartition, Long> endsAtStart(List<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (TopicPartition partition : partitions) {
            ends.put(partition, start.ends().getOrDefault(partition.partition(), 0L));
        }
        return ends;
    }

    private void readTo(Map<TopicPartition, Long> ends, Consumer<String, byte[]> consumer, Visitor visitor)
            throws IOException {
        Codec<ItemState> codec = Codec.itemState();
        long lastNews = System.nanoTime();
        while (!isRead(ends, consumer)) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<String, byte[]> record : records) {
                if (record.offset() < ends.getOrDefault(partition(record), 0L)) {
                    visit(record, codec, visitor);
                }
            }
            if (!records.isEmpty()) {
                lastNews = System.nanoTime();
            } else if (System.nanoTime() - lastNews > PATIENCE.toNanos()) {
                throw new IOException("nothing came from topic " + topic + " for " + PATIENCE.toSeconds()
                        + " s, though its end at " + ends + " is not reached: see whether the brokers are well");
            }
        }
    }

    private static boolean isRead(Map<TopicPartition, Long> ends, Consumer<String, byte[]> consumer) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
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
