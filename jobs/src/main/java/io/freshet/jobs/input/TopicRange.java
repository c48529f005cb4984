package io.freshet.jobs.input;

import org.jspecify.annotations.Nullable;

/**
 * Which records of a topic of interactions are read: of every partition those between two offsets.
 *
 * @param bootstrapServers HOST:PORT of one broker or more
 * @param fromOffset the first offset; {@code null} for the oldest record there is
 * @param toOffset the offset behind the last; {@code null} for what is committed when reading begins, which is the end in
 *     any case
 */
public record TopicRange(String bootstrapServers, String topic, @Nullable Long fromOffset, @Nullable Long toOffset) {
    public TopicRange {
        if (fromOffset != null && fromOffset < 0) {
            throw new InputException("offset " + fromOffset + " is less than 0: give the first offset, or none");
        }
        if (toOffset != null && toOffset < 1) {
            throw new InputException("offset " + toOffset + " has none before it: give the one behind the last");
        }
        if (fromOffset != null && toOffset != null && fromOffset >= toOffset) {
            throw new InputException("no offset is from " + fromOffset + " to before " + toOffset
                    + ": give an end behind the beginning");
        }
    }

    public static TopicRange all(String bootstrapServers, String topic) {
        return new TopicRange(bootstrapServers, topic, null, null);
    }

    /** The offsets for people, empty if all. */
    String shown() {
        return (fromOffset == null ? "" : " from offset " + fromOffset)
                + (toOffset == null ? "" : " to before offset " + toOffset);
    }

    long from(long oldest) {
        return fromOffset == null ? oldest : Math.max(fromOffset, oldest);
    }

    long to(long end) {
        return toOffset == null ? end : Math.min(toOffset, end);
    }
}
