package io.freshet.jobs.cli;

import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.InteractionFiles;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.jobs.input.KafkaInteractions;
import io.freshet.jobs.input.TimeText;
import io.freshet.jobs.input.TopicRange;
import io.freshet.jobs.replay.ReplayInput;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that name a recorded stream, and which part of it is meant. */
final class InputArguments {
    private static final long ALL = Long.MAX_VALUE;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "recorded interactions: CSV, MovieLens, Avro or Parquet, told by the content")
    private @Nullable Path input;

    @Option(names = "--min-value", paramLabel = "V", description = "take only rows with at least this value")
    private @Nullable Double minValue;

    @Option(
            names = "--dislike-max",
            paramLabel = "V",
            description = "take rows with at most this value too, as dislikes: see docs/events.md")
    private @Nullable Double dislikeMax;

    @Option(names = "--from", paramLabel = "T", description = "take only events from this time on")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "T",
            description =
                    "take only events before this time; T is a date (UTC), an instant, or milliseconds since 1970")
    private @Nullable String to;

    @Option(names = "--limit", paramLabel = "N", description = "stop after so many events")
    private @Nullable Long limit;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "take a topic of this broker instead of a file")
    private @Nullable String kafka;

    @Option(names = "--topic", paramLabel = "NAME", description = "of --kafka: its records up to now")
    private @Nullable String topic;

    @Option(names = "--from-offset", paramLabel = "N", description = "first offset of each partition of --topic")
    private @Nullable Long fromOffset;

    @Option(
            names = "--to-offset",
            paramLabel = "N",
            description = "offset behind the last of each partition of --topic")
    private @Nullable Long toOffset;

    /** Reads all of it; {@code command} is whose usage errors refer to. */
    ReplayInput read(CommandLine command) {
        check(command);
        InputOptions options = options();
        TopicRange range = range();
        try (InteractionStream stream = open(range, options)) {
            return range == null
                    ? ReplayInput.read(
                            stream, String.valueOf(Objects.requireNonNull(input).getFileName()), options)
                    : ReplayInput.read(stream, range, options);
        }
    }

    /** Opens it, to be read event by event and closed by the caller. */
    InteractionStream open(CommandLine command) {
        check(command);
        return open(range(), options());
    }

    private InteractionStream open(@Nullable TopicRange range, InputOptions options) {
        return range == null
                ? InteractionFiles.open(Objects.requireNonNull(input), options)
                : KafkaInteractions.open(range, options);
    }

    /** Null for a file. */
    private @Nullable TopicRange range() {
        return kafka == null || topic == null ? null : new TopicRange(kafka, topic, fromOffset, toOffset);
    }

    private void check(CommandLine command) {
        OptionChecks checks = new OptionChecks(command);
        checks.atLeastOne("--limit", limit);
        checks.readable("--input", input);
        checks.onlyWithout("--input", input, "--kafka", kafka, "give one of them");
        checks.onlyWith("--kafka", kafka, "--topic", topic);
        checks.onlyWith("--topic", topic, "--kafka", kafka);
        checks.onlyWith("--from-offset", fromOffset, "--kafka", kafka);
        checks.onlyWith("--to-offset", toOffset, "--kafka", kafka);
        if (input == null && kafka == null) {
            throw new ParameterException(
                    command, "there is no input: name a file with --input, or a topic with --kafka and --topic");
        }
    }

    private InputOptions options() {
        return new InputOptions(minValue, limit == null ? ALL : limit)
                .dislikesTo(dislikeMax)
                .between(time("--from", from), time("--to", to))
                .requireOrder();
    }

    private static @Nullable Long time(String option, @Nullable String text) {
        return text == null ? null : TimeText.toMillis(option, text);
    }
}
