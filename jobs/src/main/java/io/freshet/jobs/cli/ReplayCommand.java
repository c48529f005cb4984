package io.freshet.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.jobs.config.SettingsOptions;
import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.replay.RankFile;
import io.freshet.jobs.replay.Replay;
import io.freshet.jobs.replay.ReplayModel;
import io.freshet.jobs.replay.ReplayResult;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.PrequentialRun;
import io.freshet.ranking.eval.Variant;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet replay}: how good the models would have been on a recorded stream. */
@Command(
        name = "replay",
        description = {
            "Runs recorded events through the engine: each is ranked, then learned from.",
            "Prints one line of JSON for each model, with HR@10 over all events and over the last tenth."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
    private static final long ALL = Long.MAX_VALUE;

    private final PrintStream out;
    private final ObjectMapper json = new ObjectMapper();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--input", paramLabel = "FILE", required = true, description = "recorded interactions")
    private @Nullable Path input;

    @Option(names = "--min-value", paramLabel = "V", description = "take only rows with at least this value")
    private @Nullable Double minValue;

    @Option(names = "--limit", paramLabel = "N", description = "stop after so many events")
    private @Nullable Long limit;

    @Option(
            names = "--mode",
            defaultValue = "G",
            description = "G: events of one user and time are tested before any is learned (default); S: one by one")
    private Mode mode = Mode.G;

    @Option(
            names = "--variant",
            defaultValue = "X",
            description = "X: items are consumed once (default); I: items repeat")
    private Variant variant = Variant.X;

    @Option(
            names = "--models",
            paramLabel = "A,B",
            split = ",",
            defaultValue = "popularity,embedding",
            description = "of popularity, embedding (default: both)")
    private List<ReplayModel> models = List.of();

    @Option(names = "--ranks", paramLabel = "FILE", description = "write the rank of every event here, as CSV")
    private @Nullable Path ranks;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    ReplayCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (spec == null || input == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        OptionChecks options = new OptionChecks(spec.commandLine());
        options.readable("--input", input);
        options.atLeastOne("--limit", limit);
        InputOptions rows = new InputOptions(minValue, limit == null ? ALL : limit);
        run(new Replay(input, rows, mode, variant, settings.load()));
        return 0;
    }

    private void run(Replay replay) throws IOException, InterruptedException {
        if (ranks == null) {
            for (ReplayModel model : models) {
                print(replay.run(model, PrequentialRun.Observer.NONE));
            }
            return;
        }
        try (RankFile file = new RankFile(ranks)) {
            for (ReplayModel model : models) {
                print(replay.run(model, file.of(model)));
            }
        }
    }

    private void print(ReplayResult result) throws IOException {
        out.println(json.writeValueAsString(result));
        out.flush();
    }
}
