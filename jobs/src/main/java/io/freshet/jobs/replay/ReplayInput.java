package io.freshet.jobs.replay;

import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.ranking.eval.RecordedStream;
import org.jspecify.annotations.Nullable;

/**
 * A recorded stream in memory, and where it came from.
 *
 * @param source file name or topic, without the way to it
 * @param options which rows of it are kept
 * @param damagedRows passed over
 * @param firstDamage null if there were none
 * @param duplicateEvents left out, because an earlier one has the same user and event id
 */
public record ReplayInput(
        RecordedStream stream,
        String source,
        InputOptions options,
        long damagedRows,
        @Nullable String firstDamage,
        long duplicateEvents) {

    /** Reads {@code stream} to its end; the caller closes it. */
    public static ReplayInput read(InteractionStream stream, String source, InputOptions options) {
        RecordedStream.Builder builder = new RecordedStream.Builder();
        stream.forEachRemaining(builder::add);
        return new ReplayInput(
                builder.build(), source, options, stream.damagedRows(), stream.firstDamage(), stream.duplicates());
    }
}
