package io.freshet.jobs.cli;

import io.freshet.jobs.config.SettingsOptions;
import io.freshet.jobs.demo.DemoDriver;
import io.freshet.jobs.demo.DemoOutcome;
import io.freshet.jobs.demo.DemoSettings;
import io.freshet.jobs.demo.RunningDemo;
import io.freshet.jobs.demo.Terminal;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.jobs.local.LocalDirectory;
import io.freshet.jobs.local.LocalJob;
import io.freshet.jobs.local.LocalSettings;
import io.freshet.jobs.local.StopSignal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet demo}: the whole engine in this process. */
@Command(
        name = "demo",
        description = {
            "Runs broker, job and a stream of events in this process.",
            "Shows them live, or with --headless prints one line of JSON at the end.",
            "Status: 0 if every event was learned from or is in the dead letters, 1 if not, 130 after Ctrl-C."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {
    private static final long HEADLESS_EVENTS = 20_000;
    private static final long ENDLESS = Long.MAX_VALUE;

    private final DemoParts parts;
    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private PlayedStream stream = new PlayedStream();

    @Option(names = "--titles", paramLabel = "FILE", description = "names of the items, for the view")
    private @Nullable Path titles;

    @Option(names = "--repeat", description = "users come back to items: recommend and count those too")
    private boolean repeat;

    @Option(names = "--rate", paramLabel = "N", description = "events per second (default: as fast as possible)")
    private @Nullable Double rate;

    @Option(names = "--limit", paramLabel = "N", description = "stop after so many events")
    private @Nullable Long limit;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "events to generate (default: endless, or 20000 with --headless)")
    private @Nullable Long events;

    @Option(names = "--seed", paramLabel = "N", description = "of the generated events (default: 1)")
    private @Nullable Long seed;

    @Option(names = "--partitions", paramLabel = "N", defaultValue = "1", description = "of the topics (default: 1)")
    private int partitions;

    @Option(names = "--parallelism", paramLabel = "N", defaultValue = "1", description = "of the job (default: 1)")
    private int parallelism;

    @Option(
            names = "--max-lag",
            paramLabel = "N",
            defaultValue = "2000",
            description = "most events that may wait for an answer (default: 2000)")
    private int maxLag;

    @Option(names = "--exactly-once", description = "transactional output, readable at each checkpoint only")
    private boolean exactlyOnce;

    @Option(
            names = "--kafka-port",
            paramLabel = "P",
            defaultValue = "0",
            description = "of the broker (default: any free one)")
    private int kafkaPort;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Option(names = "--keep", paramLabel = "DIR", description = "keep topics, savepoint and log in this new directory")
    private @Nullable Path keep;

    @Option(names = "--ranks", paramLabel = "FILE", description = "write the rank of every event here, as CSV")
    private @Nullable Path ranks;

    @Option(names = "--headless", description = "no view, only the line of JSON on the standard output")
    private boolean headless;

    @Option(
            names = "--stall-timeout",
            paramLabel = "S",
            defaultValue = "60",
            description = "give up when nothing moves for so many seconds (default: 60)")
    private int stallTimeout;

    @Option(names = "--verbose", description = "log more")
    private boolean verbose;

    DemoCommand(DemoParts parts, PrintStream out) {
        this.parts = parts;
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        check();
        LocalJob job = parts.job(settings.load(), repeat, exactlyOnce, partitions);
        StopSignal stop = new StopSignal();
        stop.onInterrupt(Terminal::restore);
        DemoOutcome outcome;
        try (LocalDirectory directory = LocalDirectory.open("demo", keep);
                InteractionStream source = source()) {
            logTo(directory);
            outcome = new DemoDriver(settings(), directory, RunningDemo.file(), job, out, System.err)
                    .run(source, titles(), stop);
            reportDamage(source);
            reportProblem(outcome, directory);
        }
        out.println(outcome.json());
        return outcome.exitCode();
    }

    DemoSettings settings() {
        return new DemoSettings(
                new LocalSettings(
                        kafkaPort,
                        partitions,
                        parallelism,
                        rate,
                        0,
                        maxLag,
                        exactlyOnce,
                        Duration.ofSeconds(stallTimeout)),
                repeat,
                hasView(),
                ranks);
    }

    private void check() {
        if (spec == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        OptionChecks options = new OptionChecks(spec.commandLine());
        options.within("--kafka-port", kafkaPort, 0, 65_535, "0 takes any free port");
        options.within("--partitions", partitions, 1, 1_000, "a handful is plenty for one machine");
        options.within("--parallelism", parallelism, 1, 128, "use at most the number of cores");
        options.within("--max-lag", maxLag, 1, 1_000_000, "2000 keeps the job busy");
        options.within("--stall-timeout", stallTimeout, 1, 86_400, "60 suits most machines");
        options.rate("--rate", rate);
        options.atLeastOne("--limit", limit);
        options.atLeastOne("--events", events);
        stream.check(options);
        options.readable("--titles", titles);
        Path input = stream.input().orElse(null);
        options.onlyWithout("--events", events, "--input", input, "use --limit");
        options.onlyWithout("--seed", seed, "--input", input, "a file needs no seed");
    }

    private InteractionStream source() {
        return stream.input()
                .map(file -> parts.file(file, stream.options(limit())))
                .orElseGet(() -> parts.generated(seed == null ? 1 : seed, generatedEvents()));
    }

    private long generatedEvents() {
        long wanted = events != null ? events : hasView() || limit != null ? ENDLESS : HEADLESS_EVENTS;
        return Math.min(wanted, limit());
    }

    private long limit() {
        return limit == null ? ENDLESS : limit;
    }

    private Function<String, String> titles() {
        if (titles != null) {
            return parts.titles(titles);
        }
        return stream.input().isEmpty() ? parts.generatedTitles() : Function.identity();
    }

    private static void reportProblem(DemoOutcome outcome, LocalDirectory directory) throws IOException {
        String problem = outcome.problem();
        if (problem != null) {
            System.err.println("freshet: " + problem);
            directory.rescueLog().ifPresent(log -> System.err.println("freshet: the log is " + log));
        }
    }

    private static void reportDamage(InteractionStream source) {
        if (source.damagedRows() > 0) {
            System.err.println(
                    "freshet: " + source.damagedRows() + " rows were passed over, the first: " + source.firstDamage());
        }
    }

    private boolean hasView() {
        return !headless && Terminal.isAttached();
    }

    private void logTo(LocalDirectory directory) {
        if (hasView()) {
            Logs.toFile(directory.logFile(), verbose);
        } else {
            Logs.toErrorOutput(verbose);
        }
    }
}
