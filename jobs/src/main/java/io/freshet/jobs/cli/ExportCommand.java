package io.freshet.jobs.cli;

import io.freshet.features.declared.FeaturePlan;
import io.freshet.features.declared.FeatureTable;
import io.freshet.jobs.demo.Terminal;
import io.freshet.jobs.export.Labels;
import io.freshet.jobs.export.TrainingSet;
import io.freshet.jobs.features.FeatureFile;
import io.freshet.jobs.features.Strangers;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.jobs.input.TimeText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet export}: a training set of declared features. */
@Command(
        name = "export",
        description = {
            "Writes a row for each label event of a recorded stream: the event, and the declared features as they",
            "stood just before it. Events of one user and timestamp do not see each other.",
            "Status: 0 when done, 2 for a request or an input that cannot be used."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ExportCommand implements Callable<Integer> {
    private static final double MIB = 1 << 20;

    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--features", paramLabel = "FILE", required = true, description = "declared features, as YAML")
    private @Nullable Path features;

    @Mixin
    private InputArguments input = new InputArguments();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "a new file; its name ends with .parquet, .csv or .csv.gz")
    private @Nullable Path file;

    @Option(
            names = "--labels",
            paramLabel = "A,B",
            split = ",",
            description = "types of event that get a row (default: all); the others are history")
    private Set<String> labels = Set.of();

    @Option(
            names = "--labels-from",
            paramLabel = "T",
            description = "only events from this time on get a row; those before are history")
    private @Nullable String labelsFrom;

    ExportCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        if (spec == null || features == null || file == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        Logs.toErrorOutput(false);
        OptionChecks checks = new OptionChecks(spec.commandLine());
        checks.readable("--features", features);
        checks.absent("--out", file);
        long fromMs = labelsFrom == null ? Long.MIN_VALUE : TimeText.toMillis("--labels-from", labelsFrom);
        FeaturePlan plan = FeatureFile.read(features);
        TrainingSet.check(plan, file);
        PrintWriter err = spec.commandLine().getErr();
        long started = System.nanoTime();
        try (InteractionStream stream = input.open(spec.commandLine())) {
            TrainingSet set;
            try (CountProgress progress = new CountProgress("export", Terminal.isAttached() ? out : null)) {
                set = TrainingSet.write(plan, new Labels(labels, fromMs), stream, file, progress);
            }
            if (stream.damagedRows() > 0) {
                err.println("freshet: " + stream.damagedRows() + " damaged rows were left out, the first: "
                        + stream.firstDamage());
            }
            Strangers.of(plan.definitions(), set.types()).forEach(line -> err.println("freshet: " + line));
            print(plan, set, (System.nanoTime() - started) / 1e9);
        }
        return 0;
    }

    private void print(FeaturePlan plan, TrainingSet set, double seconds) {
        out.println(String.format(
                Locale.ROOT,
                "%,d rows of %,d features from %,d events in %.1f s (%,.0f events/s): %s",
                set.rows(),
                plan.size(),
                set.events(),
                seconds,
                set.events() / seconds,
                file));
        print("users", set.tables().users());
        print("items", set.tables().items());
        print("pairs", set.tables().pairs());
        out.flush();
    }

    private void print(String what, FeatureTable table) {
        if (table.most() > 0) {
            out.println(String.format(
                    Locale.ROOT,
                    "%s held: %,d at the end, %,d at most (%.1f MiB), %,d let go",
                    what,
                    table.size(),
                    table.most(),
                    table.mostBytes() / MIB,
                    table.evicted()));
        }
    }
}
