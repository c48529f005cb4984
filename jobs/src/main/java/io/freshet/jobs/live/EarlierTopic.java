package io.freshet.jobs.live;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topic that is read once before an operator begins. A record that cannot be used is left out and logged: dead letters are
 * written for what comes while the job runs, since here every subtask reads the same records.
 */
record EarlierTopic(String bootstrapServers, String name) implements Serializable {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierTopic.class);

    /** Reads what is there now. */
    void read(Taker taker) throws IOException {
        records().read(new ByteArrayDeserializer(), record -> take(record, taker));
    }

    /** Reads up to these ends by partition, and asks no broker if nothing lies before them. */
    void readTo(Map<Integer, Long> ends, Taker taker) throws IOException {
        if (ends.values().stream().anyMatch(end -> end > 0)) {
            records().read(new ByteArrayDeserializer(), ends, record -> take(record, taker));
        }
    }

    private TopicToEnds records() {
        return new TopicToEnds(bootstrapServers, name);
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, Taker taker) throws IOException {
        String problem = taker.take(record);
        if (problem != null) {
            LOG.warn(
                    "Left out a record of {}, partition {} offset {}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    problem);
        }
    }

    /** Receives the records one by one. */
    @FunctionalInterface
    interface Taker {
        /** Takes a record; returns what is wrong with it, or null if it was of use. */
        @Nullable
        String take(ConsumerRecord<byte[], byte[]> record) throws IOException;
    }
}
