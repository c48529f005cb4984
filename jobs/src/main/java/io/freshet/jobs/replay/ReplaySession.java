package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.input.InputException;
import io.freshet.jobs.report.Report;
import io.freshet.jobs.rundir.RunFiles;
import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Variant;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A request from its input to the directory with its results. */
public final class ReplaySession {
    private final ReplayRequest request;
    private final Clock clock;
    private final TestPlan plan;
    private final ReplayModels catalogue;
    private final List<ModelSpec> models;
    private final ExampleUsers examples;
    private final @Nullable LiveEvaluation live;
    private final @Nullable RunWriter directory;

    /**
     * Checks the request and makes its directory.
     *
     * @throws io.freshet.jobs.input.InputException if it cannot be done, in one line
     */
    public ReplaySession(ReplayRequest request, Clock clock) {
        this.request = request;
        this.clock = clock;
        this.catalogue = new ReplayModels(
                request.settings(),
                request.engine(),
                request.rules(),
                request.catalogue(),
                request.impressions(),
                request.categories());
        if (request.engine().live() != null && !request.catalogue().entries().isEmpty()) {
            throw new InputException(
                    "a catalogue is for the runner only: leave out --catalogue, or --engine flink; the live"
                            + " job takes it from its items topic");
        }
        this.models = catalogue.of(namesOf(request));
        int warmUp = request.warmUp().of(request.input().stream());
        this.plan = new TestPlan(
                request.input().stream(),
                request.mode(),
                request.variant(),
                warmUp,
                request.settings().events());
        if (plan.tests() == 0) {
            throw new InputException("none of the " + plan.stream().size() + " events is tested, " + warmUp
                    + " of them being warm-up: shorten it, or take more of the stream");
        }
        LiveLoad load = request.engine().live();
        this.live = load == null ? null : live(load);
        this.examples = new ExampleUsers(plan, request.settings().learner().seed());
        // last, so that a request that is refused leaves nothing behind
        this.directory = request.out() == null ? null : RunWriter.create(request.out());
    }

    /** Events to be replayed, each once for each model and once for the live job. */
    public long work() {
        return (long) plan.stream().size() * (models.size() + (live == null ? 0 : 1));
    }

    /**
     * Runs all models and writes the directory; if that fails, there is none.
     *
     * @param progress told how many more events are done, in portions, by any thread
     * @return the content of metrics.json
     */
    public ObjectNode run(LongConsumer progress) throws Exception {
        boolean done = false;
        try {
            ObjectNode metrics = evaluate(progress);
            done = true;
            return metrics;
        } finally {
            if (directory != null && done) {
                directory.finish();
            } else if (directory != null) {
                directory.discard();
            }
        }
    }

    private ObjectNode evaluate(LongConsumer progress) throws Exception {
        Path trecDirectory = directory != null && request.trec() ? directory.path() : null;
        List<ModelResult> results =
                new ArrayList<>(new Replay(plan, examples, request.threads(), progress).run(models, trecDirectory));
        if (live != null) {
            results.add(live.run(likeOf(results), progress));
        }
        ObjectNode metrics = new MetricsFile(plan).of(results);
        if (directory != null) {
            ObjectNode shown = new ExamplesFile(plan, examples, request.titles()).of(results);
            directory.write(plan, results, manifest(results), metrics, shown);
            Report.write(directory.path());
        }
        if (trecDirectory != null) {
            TrecRun.writeRelevance(trecDirectory.resolve(RunFiles.RELEVANCE), plan);
        }
        return metrics;
    }

    /** Beside the live job its like in the runner is always evaluated, so that the two can be compared. */
    private static List<String> namesOf(ReplayRequest request) {
        List<String> names = new ArrayList<>(request.models());
        if (request.engine().live() != null) {
            names.add(liveModel(request));
        }
        return names;
    }

    /** The first of the engine's own that is asked for, or the one that is served unless something else is said. */
    private static String liveModel(ReplayRequest request) {
        return request.models().stream()
                .filter(ReplayModels::isOwn)
                .findFirst()
                .orElse(ReplayModels.nameOf(request.settings().serving().model()));
    }

    private LiveEvaluation live(LiveLoad load) {
        Settings settings = request.settings();
        return new LiveEvaluation(
                plan,
                new LiveSettings(
                        catalogue.recommender(plan, liveModel(request)),
                        settings.loop(),
                        load,
                        1,
                        request.stallTimeout()));
    }

    private Ranks likeOf(List<ModelResult> results) {
        return results.stream()
                .filter(result -> result.name().equals(liveModel(request)))
                .findFirst()
                .orElseThrow()
                .ranks();
    }

    private ObjectNode manifest(List<ModelResult> results) {
        List<String> names = results.stream().map(ModelResult::name).toList();
        return ManifestFile.of(
                request.version(),
                clock.instant(),
                request.input(),
                plan,
                request.engine(),
                names,
                request.settings().learner().seed(),
                request.settings().toTree(),
                catalogue.declared(names, plan.variant() == Variant.I));
    }
}
