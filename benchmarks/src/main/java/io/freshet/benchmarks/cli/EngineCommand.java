package io.freshet.benchmarks.cli;

import io.freshet.benchmarks.engine.EngineRun;
import io.freshet.benchmarks.engine.EventCost;
import io.freshet.benchmarks.run.Jdk;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench engine}: what an event costs, with the ranker and without. */
@Command(
        name = "engine",
        description =
                "Runs events through the engine, with the ranker and without, and tells what testing, learning and a list"
                        + " of 10 take an event, and what they leave to the garbage collector.",
        footer = {
            "",
            "Events 120,000 to 160,000 are measured; of those at one time the first is tested for all.",
            "The list and its items are 400 bytes."
        },
        mixinStandardHelpOptions = true)
final class EngineCommand implements Callable<Integer> {
    private static final List<String> MODELS = List.of("embedding", "ranker");

    private final PrintStream out;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "CSV with the header user,item,timestamp_ms,value; by default a generated stream of 3,500 items.")
    private @Nullable Path input;

    @Option(names = "--min-value", defaultValue = "1", description = "Rows with less are left out (default: 1).")
    private float minValue;

    @Option(names = "--repeat", description = "Items are consumed again.")
    private boolean repeat;

    @Option(names = "--json", description = "One line of JSON for each model.")
    private boolean json;

    EngineCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        if (input != null && !Files.isReadable(input)) {
            throw new IllegalArgumentException("cannot read " + input + ": give a CSV file, plain or gzip");
        }
        Path log = Path.of(System.getProperty("freshet.bench.engine.log", "bench-engine.log"));
        Files.deleteIfExists(log);
        EngineRun run = new EngineRun(Jdk.current().options(), log);
        if (!json) {
            out.println("µs an event       test   learn    list  learn + list   bytes of test + learn  of the list");
        }
        for (String model : MODELS) {
            EventCost cost = run.measure(model.equals("ranker"), parameters());
            out.println(json ? cost.json(stream()) : line(cost));
        }
        return 0;
    }

    private Map<String, String> parameters() {
        return Map.of(
                "file",
                input == null ? "" : input.toAbsolutePath().toString(),
                "minValue",
                String.valueOf(minValue),
                "repeat",
                String.valueOf(repeat));
    }

    private String stream() {
        if (input == null) {
            return "generated";
        }
        Path directory = input.toAbsolutePath().getParent();
        return directory == null ? "file" : directory.getFileName() + " >= " + minValue;
    }

    private static String line(EventCost cost) {
        return String.format(
                Locale.ROOT,
                "%-13s %8.1f %7.1f %7.1f %13.1f %23.0f %12.0f",
                cost.model(),
                cost.testMicros(),
                cost.learnMicros(),
                cost.listMicros(),
                cost.learnAndListMicros(),
                cost.learnBytes(),
                cost.listBytes());
    }
}
