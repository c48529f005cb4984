package io.freshet.jobs.local;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events from a thread of its own, at a rate if one is given, and never further ahead of the answers than
 * allowed.
 *
 * <p>Events of one user go to one partition in the order given: the key is the user, the producer idempotent.
 */
final class Player implements AutoCloseable {
    private static final long SLICE_MS = 100;

    /** Kafka's own default, which others of the events' producers have too. */
    private static final int PACED_LINGER_MS = 5;

    private static final int LINGER_MS = 2;

    private final String topic;
    private final Iterator<Interaction> events;
    private final Pace pace;
    private final int maxLag;

    /** Once it is full it waits for more than one answer, or it would wake for each. */
    private final int resumeLag;

    private final Ledger ledger;
    private final ObjLongConsumer<String> appended;
    private final Codec<Interaction> codec = Codec.interaction();
    private final Producer<String, byte[]> producer;
    private final Thread thread = new Thread(this::play, "player");
    private boolean full;
    private volatile boolean stopped;
    private volatile boolean done;
    private volatile @Nullable Throwable failure;

    /**
     * @param eventsPerSecond null for as fast as the answers allow
     * @param ahead events that go first, before that rate holds
     * @param maxLag most events that may wait for an answer
     * @param appended gets the id of each event and since when the broker has it, on the producer's thread
     */
    Player(
            String bootstrapServers,
            String topic,
            Iterator<Interaction> events,
            @Nullable Double eventsPerSecond,
            long ahead,
            int maxLag,
            Ledger ledger,
            ObjLongConsumer<String> appended) {
        this.topic = topic;
        this.events = events;
        this.pace = new Pace(eventsPerSecond, ahead);
        this.maxLag = maxLag;
        this.resumeLag = Math.max(1, maxLag - maxLag / 4);
        this.ledger = ledger;
        this.appended = appended;
        this.producer = producer(bootstrapServers, eventsPerSecond != null);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** No further event after the current one. */
    void stop() {
        stopped = true;
    }

    /** Whether all events are with the broker. */
    boolean done() {
        return done;
    }

    /** Why it stopped early, if it did. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        thread.join(10 * SLICE_MS);
        producer.close();
    }

    private void play() {
        try {
            while (!stopped && events.hasNext()) {
                if (roomAndTime()) {
                    publish(events.next());
                }
            }
            producer.flush();
            done = failure == null;
        } catch (InterruptedException | RuntimeException | Error e) {
            // an error too: whoever waits for this thread would wait for ever
            failed(e);
        }
    }

    private boolean roomAndTime() throws InterruptedException {
        full = full ? !ledger.awaitRoom(resumeLag, SLICE_MS) : ledger.waiting() >= maxLag;
        if (full) {
            return false;
        }
        long waitNanos = pace.waitNanos(System.nanoTime());
        if (waitNanos > 0) {
            LockSupport.parkNanos(Math.min(waitNanos, SLICE_MS * 1_000_000));
        }
        return waitNanos == 0;
    }

    private void publish(Interaction event) {
        byte[] value = codec.encode(event);
        boolean first = ledger.publish(event.eventId());
        producer.send(new ProducerRecord<>(topic, event.userId(), value), (position, problem) -> {
            if (problem != null) {
                failed(problem);
            } else if (first) {
                appended(event.eventId(), position);
            }
        });
        pace.sent();
    }

    private void appended(String eventId, RecordMetadata position) {
        appended.accept(eventId, position.timestamp());
        ledger.appended(eventId, position.partition(), position.offset(), position.timestamp());
    }

    private void failed(Throwable problem) {
        failure = problem;
        stopped = true;
    }

    static Producer<String, byte[]> producer(String bootstrapServers, boolean paced) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "freshet-player");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, paced ? PACED_LINGER_MS : LINGER_MS);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }
}
