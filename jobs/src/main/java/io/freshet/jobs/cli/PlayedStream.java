package io.freshet.jobs.cli;

import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.InteractionFiles;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.jobs.input.SyntheticStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that play a recorded stream, or a generated one. */
final class PlayedStream {
    @Option(names = "--input", paramLabel = "FILE", description = "interactions to play; without it they are generated")
    private @Nullable Path input;

    @Option(names = "--min-value", paramLabel = "V", description = "play only rows of --input with at least this value")
    private @Nullable Double minValue;

    void check(OptionChecks checks) {
        checks.readable("--input", input);
        checks.onlyWith("--min-value", minValue, "--input", input);
    }

    /** Empty if the stream is generated. */
    Optional<Path> input() {
        return Optional.ofNullable(input);
    }

    /** What is played of a file, at most so many events. */
    InputOptions options(long limit) {
        return new InputOptions(minValue, limit);
    }

    /** The file's first events, or so many generated ones. */
    InteractionStream open(long seed, long recorded, long generated) {
        return input == null ? SyntheticStream.open(seed, generated) : InteractionFiles.open(input, options(recorded));
    }
}
