package io.freshet.jobs.local;

import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Publishes a stream in its order, at a rate if one is given, without waiting for answers; for one thread. */
public final class StreamPublisher implements AutoCloseable {
    private static final long SLICE_NANOS = 100_000_000;

    private final String topic;
    private final Pace pace;
    private final Codec<Interaction> codec = Codec.interaction();
    private final Producer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** @param eventsPerSecond null for as fast as the broker takes them */
    public StreamPublisher(String bootstrapServers, String topic, @Nullable Double eventsPerSecond) {
        this.topic = topic;
        this.pace = new Pace(eventsPerSecond);
        this.producer = Player.producer(bootstrapServers, eventsPerSecond != null);
    }

    /**
     * Publishes until the stream ends or a stop is requested, and waits until the broker has all of it.
     *
     * @return how many
     * @throws IllegalStateException if the broker did not take one
     */
    public long publish(Iterator<Interaction> events, StopSignal stop) {
        long published = 0;
        while (!stop.requested() && events.hasNext()) {
            long waitNanos = pace.waitNanos(System.nanoTime());
            if (waitNanos > 0) {
                LockSupport.parkNanos(Math.min(waitNanos, SLICE_NANOS));
            } else {
                send(events.next());
                published++;
            }
            requireNoFailure();
        }
        producer.flush();
        requireNoFailure();
        return published;
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(Interaction event) {
        producer.send(new ProducerRecord<>(topic, event.userId(), codec.encode(event)), (position, problem) -> {
            if (problem != null) {
                failure.compareAndSet(null, problem);
            }
        });
        pace.sent();
    }

    private void requireNoFailure() {
        Exception problem = failure.get();
        if (problem != null) {
            throw new IllegalStateException(
                    "the broker has not taken an event for " + topic + ": " + problem.getMessage(), problem);
        }
    }
}
