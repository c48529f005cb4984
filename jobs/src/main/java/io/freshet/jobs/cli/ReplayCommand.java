package io.freshet.jobs.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.config.SettingsOptions;
import io.freshet.jobs.demo.Terminal;
import io.freshet.jobs.features.Strangers;
import io.freshet.jobs.input.CatalogueFile;
import io.freshet.jobs.input.ImpressionFile;
import io.freshet.jobs.input.Titles;
import io.freshet.jobs.replay.EngineKind;
import io.freshet.jobs.replay.ReplayInput;
import io.freshet.jobs.replay.ReplayModels;
import io.freshet.jobs.replay.ReplayRequest;
import io.freshet.jobs.replay.ReplaySession;
import io.freshet.jobs.rules.RulesFile;
import io.freshet.ranking.eval.RecordedCatalogue;
import io.freshet.ranking.eval.RecordedImpressions;
import io.freshet.ranking.eval.Variant;
import io.freshet.ranking.pipeline.Rules;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet replay}: how good the models would have been on a recorded stream. */
@Command(
        name = "replay",
        description = {
            "Runs recorded events through the engine and its baselines: each is ranked, then learned from.",
            "Prints a table of the averages; --out keeps everything, with a report to look at.",
            "Status: 0 when done, 2 for a request or an input that cannot be used."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
    private static final int MOST_THREADS = 1_000;
    private static final int MOST_SHOWN = 100;

    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private InputArguments input = new InputArguments();

    @Mixin
    private ProtocolArguments protocol = new ProtocolArguments();

    @Option(
            names = "--models",
            paramLabel = "A,B",
            split = ",",
            defaultValue = "popularity,embedding",
            description = {
                "of popularity, decayed-popularity, knn, rules, isgd, bpr, own-history, embedding, ranker;",
                "or all (default: popularity,embedding)"
            })
    private List<String> models = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write metrics, ranks and a report to this new directory")
    private @Nullable Path directory;

    @Option(names = "--trec", description = "also write the lists of the last tenth there, as TREC runs and qrels")
    private boolean trec;

    @Option(
            names = "--titles",
            paramLabel = "FILE",
            description = "names of the items, for the report, and their categories, which diversity@10 is of")
    private @Nullable Path titles;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "YAML file of what the ranker must not answer with, see docs/ranking.md")
    private @Nullable Path rules;

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description = {
                "items with content vectors, as lines of JSON, or films with genres and years, see docs/ranking.md:",
                "the engine's own models can answer with items that nobody has touched"
            })
    private @Nullable Path catalogue;

    @Option(
            names = "--impressions",
            paramLabel = "FILE",
            description = {
                "what users were shown, as lines of JSON with the fields of the impressions topic, see docs/ranking.md:",
                "the ranker learns from it if feedback.lists is set"
            })
    private @Nullable Path impressions;

    @Option(
            names = "--shown",
            paramLabel = "N",
            description = {
                "take the first N of every tested ranking for a list that was shown, and events whose items are among",
                "them for what came of it (default: 0)"
            })
    private @Nullable Integer shown;

    @Mixin
    private EngineArguments engine = new EngineArguments();

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Option(names = "--seed", paramLabel = "N", description = "of all start values: the same as --set learner.seed=N")
    private @Nullable Long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "models that run side by side (default: one a core); the ranks do not depend on it")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "print one line of JSON for each model instead of the table")
    private boolean json;

    ReplayCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Logs.toErrorOutput(false);
        ReplaySession session = new ReplaySession(request(), Clock.systemUTC());
        ObjectNode metrics;
        try (ReplayProgress progress =
                ReplayProgress.of("replay", session.work(), Terminal.isAttached() ? out : null)) {
            metrics = session.run(progress);
        }
        print(metrics);
        return 0;
    }

    private ReplayRequest request() {
        if (spec == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        OptionChecks checks = new OptionChecks(spec.commandLine());
        checks.readable("--titles", titles);
        checks.readable("--rules", rules);
        checks.readable("--catalogue", catalogue);
        checks.readable("--impressions", impressions);
        checks.within("--shown", shown == null ? 0 : shown, 0, MOST_SHOWN, "rankings end there");
        checks.onlyWith("--trec", trec, "--out", directory);
        int atOnce = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        checks.within("--threads", atOnce, 1, MOST_THREADS, "more than there are cores is no faster");
        // what is quickly checked comes first, the input may be large
        checks.absent("--out", directory);
        Settings chosen = settings.load(seed);
        boolean ranks = new ReplayModels(chosen, null)
                .of(models).stream().anyMatch(model -> model.name().equals(ReplayModels.RANKER));
        EngineKind carrier = engine.kind(spec.commandLine(), protocol.mode, chosen.loop());
        Duration stallTimeout = engine.stallTimeout(spec.commandLine());
        Rules blocked = rules == null ? Rules.NONE : RulesFile.read(rules);
        RecordedCatalogue items = catalogue == null ? RecordedCatalogue.NONE : CatalogueFile.read(catalogue);
        RecordedImpressions seen = new RecordedImpressions(
                impressions == null ? List.of() : ImpressionFile.read(impressions), shown == null ? 0 : shown);
        requireLists(chosen, seen);
        Titles known = titles == null ? Titles.none() : Titles.read(titles);
        if (chosen.ranker().selection().cap() > 0 && !known.haveCategories()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "ranker.selection.cap needs categories: name a file that has genres with --titles");
        }
        ReplayInput recorded = input.read(spec.commandLine());
        reportDamage(spec.commandLine().getErr(), recorded);
        if (ranks) {
            Strangers.of(
                            chosen.features()
                                    .read(protocol.variant == Variant.I)
                                    .definitions(),
                            recorded.stream().types())
                    .forEach(line -> spec.commandLine().getErr().println("freshet: " + line));
        }
        return new ReplayRequest(
                recorded,
                protocol.mode,
                protocol.variant,
                protocol.warmUp,
                models,
                chosen,
                blocked,
                items,
                seen,
                carrier,
                stallTimeout,
                atOnce,
                directory,
                trec,
                titles == null ? Function.identity() : known::titleOf,
                known::categoriesOf,
                Version.number());
    }

    private void requireLists(Settings chosen, RecordedImpressions seen) {
        if (spec != null && !seen.isEmpty() && !chosen.feedback().remembers()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "what was shown teaches nothing where no list is remembered: set feedback.lists to 1 or more, or leave"
                            + " out --impressions and --shown");
        }
    }

    private static void reportDamage(PrintWriter err, ReplayInput recorded) {
        if (recorded.damagedRows() > 0) {
            err.println("freshet: " + recorded.damagedRows() + " damaged rows were left out, the first: "
                    + recorded.firstDamage());
        }
    }

    private void print(ObjectNode metrics) throws IOException {
        List<String> lines = json ? ReplayOutput.json(metrics) : ReplayOutput.table(metrics);
        lines.forEach(out::println);
        out.flush();
    }
}
