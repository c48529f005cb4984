package io.freshet.jobs.cluster;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Evaluation;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Follows the evaluations as they are written, those of open transactions too, and knows which events have one. */
final class AnswerTail implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean closed;

    AnswerTail(String bootstrapServers, String topic) {
        thread = new Thread(() -> follow(bootstrapServers, topic), "answers");
        thread.setDaemon(true);
        thread.start();
    }

    /** How many different events have been answered, whether it counted or not. */
    long answered() {
        return answered.size();
    }

    private void follow(String bootstrapServers, String topic) {
        Codec<Evaluation> codec = Codec.evaluation();
        try (KafkaConsumer<byte[], byte[]> consumer = KafkaEnd.consumer(bootstrapServers, topic, "read_uncommitted")) {
            while (!closed) {
                consumer.poll(POLL)
                        .forEach(record -> answered.add(
                                KafkaEnd.decoded(codec, record.value()).eventId()));
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join(10_000);
    }
}
