package io.freshet.jobs.input;

import io.freshet.jobs.kafka.CommittedRecords;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Opens the committed interactions of a topic as a recorded stream, which ends where the topic ended when it was opened.
 *
 * <p>One partition is read in its own order. Several are merged by event time: the earliest of their next events comes
 * first, of equal times by user, then item, as recorded files are sorted; each partition keeps its own order, so the
 * stream goes back in time exactly where a partition does. What cannot be decoded is a damaged row, and a second event of
 * a user with the same id, as a producer's retry leaves it, is passed over. An event keeps its id; its value is its
 * weight.
 */
public final class KafkaInteractions {

    private KafkaInteractions() {}

    /**
     * Opens the stream at its first kept event.
     *
     * @throws InputException if no broker answers within about ten seconds, there is no such topic, or it has no record
     *     that {@code range} and {@code options} keep
     */
    public static InteractionStream open(TopicRange range, InputOptions options) {
        Consumer<byte[], byte[]> consumer = connect(range);
        try {
            List<TopicPartition> partitions = CommittedRecords.partitions(consumer, range.topic());
            if (partitions.isEmpty()) {
                throw new InputException("the broker at " + range.bootstrapServers() + " has no topic " + range.topic()
                        + ": check its name");
            }
            KafkaRows rows = new KafkaRows(consumer, partitions, range);
            return new FileOrderStream(new KeptRows(Source.topic(range), rows, options), options);
        } catch (TimeoutException e) {
            consumer.close();
            throw new InputException(
                    "no broker answers at " + range.bootstrapServers() + ": check the address, and that it runs", e);
        } catch (KafkaException e) {
            consumer.close();
            throw new InputException("cannot read topic " + range.topic() + " (" + e.getMessage() + ")", e);
        } catch (InputException e) {
            consumer.close();
            throw e;
        }
    }

    private static Consumer<byte[], byte[]> connect(TopicRange range) {
        try {
            return CommittedRecords.consumer(range.bootstrapServers(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new InputException(
                    "'" + range.bootstrapServers() + "' names no broker (" + reason.getMessage() + "): give HOST:PORT",
                    e);
        }
    }
}
