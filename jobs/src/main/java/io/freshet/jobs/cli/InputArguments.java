package io.freshet.jobs.cli;

import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.InteractionFiles;
import io.freshet.jobs.input.InteractionStream;
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
            description = "recorded interactions: CSV or MovieLens, told by the content")
    private @Nullable Path input;

    @Option(names = "--min-value", paramLabel = "V", description = "take only rows with at least this value")
    private @Nullable Double minValue;

    @Option(names = "--limit", paramLabel = "N", description = "stop after so many events")
    private @Nullable Long limit;

    /** Reads all of it; {@code command} is whose usage errors refer to. */
    ReplayInput read(CommandLine command) {
        check(command);
        InputOptions options = options();
        try (InteractionStream stream = open(options)) {
            return ReplayInput.read(stream, source(), options);
        }
    }

    private void check(CommandLine command) {
        OptionChecks checks = new OptionChecks(command);
        checks.atLeastOne("--limit", limit);
        checks.readable("--input", input);
        if (input == null) {
            throw new ParameterException(command, "there is no input: name a file with --input");
        }
    }

    private InputOptions options() {
        return new InputOptions(minValue, limit == null ? ALL : limit);
    }

    private InteractionStream open(InputOptions options) {
        return InteractionFiles.open(Objects.requireNonNull(input), options);
    }

    private String source() {
        Path name = Objects.requireNonNull(input).getFileName();
        return String.valueOf(name);
    }
}
