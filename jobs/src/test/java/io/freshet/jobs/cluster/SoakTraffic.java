package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.kafka.Topics;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.Recommendations;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Plays events and follows the lists that they bring, and measures from the broker's stamp of the one to that of the other. Whoever plays
 * is one thread; lists are read by another. Memory does not grow with what was answered.
 */
final class SoakTraffic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long MOST_WAIT_S = 120;

    private final String topic;
    private final Iterator<Interaction> events;
    private final int inFlight;
    private final Semaphore room;
    private final Codec<Interaction> codec = Codec.interaction();
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Long> appendedMs = new HashMap<>();

    /** Lists that were read before the producer told since when the broker has their event. */
    private final Map<String, Long> answeredMs = new HashMap<>();

    private final Thread reader;
    private volatile Latencies latencies = new Latencies();
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    /** @param inFlight events at most that wait for their list */
    SoakTraffic(String broker, Topics topics, Iterator<Interaction> events, int inFlight) {
        this.topic = topics.interactions();
        this.events = events;
        this.inFlight = inFlight;
        this.room = new Semaphore(inFlight);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "linger.ms", 2, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        this.reader = new Thread(() -> follow(broker, topics.recommendations()), "lists");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * What was played.
     *
     * @param events all of which were answered
     * @param seconds from the first event to the last list
     */
    record Played(long events, double seconds, Latencies latencies) {
        double rate() {
            return events / seconds;
        }
    }

    /** As fast as lists come, and waits for the last one. */
    Played atFullSpeed(Duration duration) throws InterruptedException {
        return play(duration, 0);
    }

    /** One event each {@code 1/rate} seconds, and waits for the last list. */
    Played at(double rate, Duration duration) throws InterruptedException {
        return play(duration, (long) (1e9 / rate));
    }

    private Played play(Duration duration, long intervalNanos) throws InterruptedException {
        latencies = new Latencies();
        long played = 0;
        long start = System.nanoTime();
        while (System.nanoTime() - start < duration.toNanos()) {
            requireNoFailure();
            long dueNanos = start + played * intervalNanos;
            for (long early = dueNanos - System.nanoTime(); early > 0; early = dueNanos - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            send(events.next());
            played++;
        }
        producer.flush();
        acquire(inFlight);
        room.release(inFlight);
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(latencies.total()).as("events with a list").isEqualTo(played);
        return new Played(played, seconds, latencies);
    }

    private void send(Interaction event) throws InterruptedException {
        acquire(1);
        ProducerRecord<String, byte[]> sent = new ProducerRecord<>(topic, event.userId(), codec.encode(event));
        producer.send(sent, (position, problem) -> {
            if (problem == null) {
                met(event.eventId(), position.timestamp(), appendedMs, answeredMs);
            } else {
                failure = problem;
            }
        });
    }

    private void acquire(int events) throws InterruptedException {
        if (!room.tryAcquire(events, MOST_WAIT_S, TimeUnit.SECONDS)) {
            requireNoFailure();
            throw new AssertionError(
                    "no list for " + (inFlight - room.availablePermits()) + " events after " + MOST_WAIT_S + " s");
        }
    }

    private void follow(String broker, String lists) {
        Codec<Recommendations> listCodec = Codec.recommendations();
        try (KafkaConsumer<byte[], byte[]> consumer = KafkaEnd.consumer(broker, lists, "read_committed")) {
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    String event = KafkaEnd.decoded(listCodec, record.value()).triggerId();
                    met(event, record.timestamp(), answeredMs, appendedMs);
                }
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** The second of an event's two times gives its latency. */
    private synchronized void met(String event, long timeMs, Map<String, Long> own, Map<String, Long> other) {
        Long otherMs = other.remove(event);
        if (otherMs == null) {
            own.put(event, timeMs);
        } else {
            latencies.add(Math.abs(timeMs - otherMs));
            room.release();
        }
    }

    private void requireNoFailure() {
        Throwable problem = failure;
        if (problem != null) {
            throw new AssertionError("events cannot be played, or lists not be read", problem);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        reader.join(10_000);
        producer.close();
    }
}
