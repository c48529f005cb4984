package io.freshet.jobs.kafka;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Control;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Tells the running jobs something through their control topic. One thread. */
public final class ControlPublisher implements AutoCloseable {
    private final String topic;
    private final KafkaProducer<String, byte[]> producer;

    public ControlPublisher(String bootstrapServers, Topics topics) {
        topic = topics.control();
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        CommittedRecords.UNREACHABLE_MS),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Returns when the broker has it.
     *
     * @throws IOException if it does not take it
     */
    public void publish(Control control) throws IOException, InterruptedException {
        send(control.kind(), Codec.control().encode(control));
    }

    /**
     * Says that nothing of this kind holds any more; returns when the broker has that.
     *
     * @throws IOException if it does not take it
     */
    public void withdraw(String kind) throws IOException, InterruptedException {
        send(kind, null);
    }

    private void send(String kind, byte @Nullable [] value) throws IOException, InterruptedException {
        try {
            producer.send(new ProducerRecord<>(topic, kind, value)).get();
        } catch (KafkaException | ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "topic " + topic + " does not take it: " + cause.getMessage()
                            + "; see whether the broker runs and its topics are created",
                    e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
