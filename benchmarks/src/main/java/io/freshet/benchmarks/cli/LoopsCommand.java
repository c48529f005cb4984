package io.freshet.benchmarks.cli;

import io.freshet.benchmarks.engine.EngineStream;
import io.freshet.benchmarks.loops.LoopFigures;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench loops}: what lists do to people and people to lists, a line of JSON for each policy. */
@Command(
        name = "loops",
        description = {
            "Without --input: a closed loop of made-up users who only take what their lists show, and how unevenly items",
            "are shown after so many rounds. With --input: how far bots bring an item up in the lists of others."
        },
        mixinStandardHelpOptions = true)
final class LoopsCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 1_000;

    private final PrintStream out;

    @Option(names = "--rounds", defaultValue = "50", description = "Of the closed loop (default: 50).")
    private int rounds;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "CSV with the header user,item,timestamp_ms,value: the stream that bots attack.")
    private @Nullable Path input;

    @Option(names = "--min-value", defaultValue = "1", description = "Rows with less are left out (default: 1).")
    private float minValue;

    @Option(names = "--repeat", description = "Items are consumed again.")
    private boolean repeat;

    LoopsCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException("rounds is " + rounds + ": set it between 1 and " + MOST_ROUNDS);
        }
        Path file = input;
        if (file == null) {
            LoopFigures.feedback(rounds, out::println);
            return 0;
        }
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("cannot read " + file + ": give a CSV file, plain or gzip");
        }
        Path directory = file.toAbsolutePath().getParent();
        String name = directory == null ? "file" : String.valueOf(directory.getFileName());
        LoopFigures.poisoning(name, EngineStream.read(file, minValue), repeat, out::println);
        return 0;
    }
}
