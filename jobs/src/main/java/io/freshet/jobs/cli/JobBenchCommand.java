package io.freshet.jobs.cli;

import io.freshet.jobs.bench.HotItem;
import io.freshet.jobs.bench.JobBench;
import io.freshet.jobs.bench.JobBenchSettings;
import io.freshet.jobs.bench.JobFigures;
import io.freshet.jobs.bench.JobFiguresText;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.config.SettingsOptions;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.jobs.local.StopSignal;
import io.freshet.schemas.Interaction;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet bench job}. */
@Command(
        name = "job",
        description = {
            "Plays a stream to the engine on one thread and to the live job on a broker in this process, in turn:",
            "events a second of both, latency at a fixed rate, bytes of the loop, age of the rows that replicas get.",
            "Status: 0 if all targets are met, 1 if not."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class JobBenchCommand implements Callable<Integer> {
    private static final int LIMIT = 10;
    private static final int MOST_EVENTS = 10_000_000;

    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private PlayedStream stream = new PlayedStream();

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "300000",
            description = "of the stream, at full speed, half of them not measured (default: 300000)")
    private int events;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1000",
            description = "events a second for the latency (default: 1000)")
    private double rate;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = {
                "how long at that rate, a quarter of it not measured; half of the events",
                "go ahead at full speed (default: 60)"
            })
    private int seconds;

    @Option(
            names = "--hot-share",
            paramLabel = "S",
            defaultValue = "0",
            description = "share of the events that are moved to one item (default: 0)")
    private double hotShare;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            defaultValue = "bench-job.json",
            description = "where the figures go (default: bench-job.json)")
    private Path json = Path.of("bench-job.json");

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    JobBenchCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        check();
        Logs.toErrorOutput(false);
        Settings loaded = settings.load();
        JobBenchSettings measured = new JobBenchSettings(
                loaded.served(false),
                loaded.loop(),
                LIMIT,
                rate,
                (int) (rate * seconds),
                events / 2,
                Duration.ofMinutes(2));
        JobFigures figures;
        try (StopSignal stop = new StopSignal()) {
            stop.onInterrupt();
            figures = new JobBench(measured, interactions(), System.err).run(stop);
        }
        JobFiguresText.write(json, input(), figures);
        out.print(JobFiguresText.table(figures));
        return figures.allMet() ? 0 : 1;
    }

    private void check() {
        OptionChecks options = new OptionChecks(Objects.requireNonNull(spec).commandLine());
        options.within("--events", events, 1000, MOST_EVENTS, "300000 takes about five minutes");
        options.within("--seconds", seconds, 1, 3600, "60 is enough for a p99");
        options.rate("--rate", rate);
        options.share("--hot-share", hotShare);
        int longest = (int) Math.min(3600, MOST_EVENTS / 2 / rate);
        options.within("--seconds", seconds, 1, longest, "more events at that rate cannot be played");
        int fewest = (int) Math.ceil(2 * rate * seconds);
        options.within("--events", events, fewest, MOST_EVENTS, "half of them are played at --rate for --seconds");
        stream.check(options);
    }

    private List<Interaction> interactions() {
        List<Interaction> interactions = new ArrayList<>();
        try (InteractionStream source = stream.open(1, events, events)) {
            source.forEachRemaining(event -> interactions.add(HotItem.heat(event, hotShare)));
        }
        return interactions;
    }

    private String input() {
        String name =
                stream.input().map(file -> String.valueOf(file.getFileName())).orElse("generated");
        return hotShare == 0 ? name : name + ", " + hotShare + " of the events on one item";
    }
}
