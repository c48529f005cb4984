package io.freshet.jobs.replay;

import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.jobs.input.TopicRange;
import io.freshet.ranking.eval.RecordedStream;
import org.jspecify.annotations.Nullable;

/**
 * A recorded stream in memory, and where it came from.
 *
 * @param source file name or topic, without the way to it
 * @param topic where it was read, null for a file
 * @param options which rows of it are kept
 * @param damagedRows passed over
 * @param firstDamage null if there were none
 * @param duplicateEvents left out, because an earlier one has the same user and event id
 */
public record ReplayInput(
        RecordedStream stream,
        String source,
        @Nullable TopicRange topic,
        InputOptions options,
        long damagedRows,
        @Nullable String firstDamage,
        long duplicateEvents) {

    /** Reads a file's {@code stream} to its end; the caller closes it. */
    public static ReplayInput read(InteractionStream stream, String file, InputOptions options) {
        return read(stream, file, null, options);
    }

    /** Reads a topic's {@code stream} to its end; the caller closes it. */
    public static ReplayInput read(InteractionStream stream, TopicRange topic, InputOptions options) {
        return read(stream, topic.topic(), topic, options);
    }

    private static ReplayInput read(
            InteractionStream stream, String source, @Nullable TopicRange topic, InputOptions options) {
        RecordedStream.Builder builder = new RecordedStream.Builder();
        stream.forEachRemaining(builder::add);
        return new ReplayInput(
                builder.build(),
                source,
                topic,
                options,
                stream.damagedRows(),
                stream.firstDamage(),
                stream.duplicates());
    }
}
