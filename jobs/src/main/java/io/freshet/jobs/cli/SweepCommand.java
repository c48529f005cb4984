package io.freshet.jobs.cli;

import io.freshet.jobs.compare.Metric;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.config.SettingsOptions;
import io.freshet.jobs.demo.Terminal;
import io.freshet.jobs.replay.ReplayModels;
import io.freshet.jobs.sweep.GridSearch;
import io.freshet.jobs.sweep.RandomSearch;
import io.freshet.jobs.sweep.Search;
import io.freshet.jobs.sweep.Sweep;
import io.freshet.jobs.sweep.SweepRequest;
import io.freshet.jobs.sweep.SweepResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet sweep}: which settings suit a recorded stream. */
@Command(
        name = "sweep",
        description = {
            "Tries many settings of one model on a recorded stream, all values of a grid or some drawn by chance.",
            "The best is chosen by the first part of the stream and confirmed on the rest, against the base settings.",
            "The same command again goes on where it was stopped.",
            "Status: 0 when done, 2 for a request or an input that cannot be used."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class SweepCommand implements Callable<Integer> {
    private static final int MOST_THREADS = 1_000;
    private static final String METRICS = "hr@10, ndcg@10, mrr@10 or hr@100";

    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private InputArguments input = new InputArguments();

    @Mixin
    private ProtocolArguments protocol = new ProtocolArguments();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = ReplayModels.EMBEDDING,
            description = "whose settings are tried (default: " + ReplayModels.EMBEDDING + ")")
    private String model = "";

    @Option(
            names = "--grid",
            paramLabel = "KEY=A,B",
            description = "values of one setting, such as learner.rate=0.05,0.1; may be repeated, all go with all")
    private List<String> grid = List.of();

    @Option(names = "--random", paramLabel = "N", description = "draw so many settings from the ranges instead")
    private @Nullable Integer random;

    @Option(
            names = "--range",
            paramLabel = "KEY=LOW..HIGH",
            description = {
                "with --random, where the values of one setting lie; may be repeated:",
                "learner.rate=0.01..0.5 evenly (whole numbers if the setting is one), learner.rate=0.01..0.5:log",
                "evenly by magnitude, learner.dimension=32,64,128 one of a list"
            })
    private List<String> ranges = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "of what --random draws (default: 1)")
    private @Nullable Long seed;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            defaultValue = "hr@10",
            description =
                    "what the best is best by: hr@10 (default), ndcg@10, mrr@10 or hr@100, over all tested events")
    private String metric = "";

    @Option(
            names = "--search-part",
            paramLabel = "SHARE",
            defaultValue = "0.7",
            description = "of the stream, that the best is chosen by; the rest takes no part in it (default: 0.7)")
    private double searchPart;

    @Option(
            names = "--out",
            paramLabel = "TABLE.csv",
            description = "a row for each trial as it ends; beside it TABLE.csv.json says what was tried")
    private @Nullable Path table;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "trials that run side by side (default: one a core); the results do not depend on it")
    private @Nullable Integer threads;

    SweepCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.toErrorOutput(false);
        try (Sweep sweep = new Sweep(request())) {
            if (sweep.finished() > 0) {
                out.println("Going on: " + sweep.finished() + " of " + sweep.trials() + " trials are in " + table);
                out.flush();
            }
            withProgress("sweep", sweep.work(), sweep::run);
            SweepOutput.lines(confirmed(sweep)).forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private SweepResult confirmed(Sweep sweep) throws IOException, InterruptedException {
        SweepResult[] result = new SweepResult[1];
        withProgress("confirm", sweep.confirmationWork(), progress -> result[0] = sweep.confirm(progress));
        return result[0];
    }

    private void withProgress(String task, long work, Step step) throws IOException, InterruptedException {
        if (work == 0) {
            step.run(events -> {});
            return;
        }
        try (ReplayProgress progress = ReplayProgress.of(task, work, Terminal.isAttached() ? out : null)) {
            step.run(progress);
        }
    }

    private SweepRequest request() {
        CommandLine command = command();
        OptionChecks checks = new OptionChecks(command);
        int atOnce = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        checks.within("--threads", atOnce, 1, MOST_THREADS, "more than there are cores is no faster");
        if (!(searchPart > 0 && searchPart < 1)) {
            throw new ParameterException(
                    command,
                    "--search-part " + searchPart + " must be above 0 and below 1: 0.7 leaves enough to confirm");
        }
        if (table == null) {
            throw new ParameterException(command, "there is no place for the results: name a file with --out");
        }
        Metric judge = metric();
        Settings base = settings.load();
        Search search = search(base, checks);
        requireAccepted(search, base);
        return new SweepRequest(
                input.read(command),
                protocol.mode,
                protocol.variant,
                protocol.warmUp,
                model,
                base,
                search,
                searchPart,
                judge,
                atOnce,
                table,
                Version.number());
    }

    private Metric metric() {
        return Metric.of(metric)
                .orElseThrow(
                        () -> new ParameterException(command(), "--metric " + metric + " is unknown: use " + METRICS));
    }

    /** Before the input is read, which may take a while. */
    private static void requireAccepted(Search search, Settings base) {
        search.trials(base);
    }

    private Search search(Settings base, OptionChecks checks) {
        if (random == null) {
            checks.onlyWith("--range", ranges.isEmpty() ? null : ranges.get(0), "--random", random);
            checks.onlyWith("--seed", seed, "--random", random);
            requireGiven(grid, "--grid learner.rate=0.05,0.1, or --random 20 --range learner.rate=0.01..0.5:log");
            return GridSearch.parse(grid, base);
        }
        checks.within("--random", random, 1, RandomSearch.most(), "so many trials are to be run");
        checks.onlyWithout(
                "--random",
                random,
                "--grid",
                grid.isEmpty() ? null : "",
                "give a list to --range, too, if it is to draw");
        requireGiven(ranges, "--range learner.rate=0.01..0.5:log");
        return RandomSearch.parse(ranges, base, random, seed == null ? 1 : seed);
    }

    private void requireGiven(List<String> values, String remedy) {
        if (values.isEmpty()) {
            throw new ParameterException(command(), "there is nothing to try: say what with " + remedy);
        }
    }

    private CommandLine command() {
        if (spec == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        return spec.commandLine();
    }

    private interface Step {
        void run(LongConsumer progress) throws IOException, InterruptedException;
    }
}
