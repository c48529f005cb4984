package io.freshet.jobs.kafka;

import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used: its bytes as they came, where it came from, and why.
 *
 * @param topic where it was read
 * @param partition of that topic
 * @param offset in that partition
 * @param stage of the processing that refused it
 * @param error class of the exception
 * @param message what was wrong, the limit and the remedy
 */
public record DeadLetter(
        byte @Nullable [] key,
        byte @Nullable [] value,
        String topic,
        int partition,
        long offset,
        String stage,
        String error,
        String message) {

    // spelled out, because NullAway does not see @Nullable on the array parameters of a compact constructor
    public DeadLetter(
            byte @Nullable [] key,
            byte @Nullable [] value,
            String topic,
            int partition,
            long offset,
            String stage,
            String error,
            String message) {
        this.key = key;
        this.value = value;
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.stage = stage;
        this.error = error;
        this.message = message;
    }
}
