package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.local.StopSignal;
import io.freshet.jobs.report.Report;
import io.freshet.jobs.rundir.RunFiles;
import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.TestPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A request from its input to the directory with its results. */
public final class ReplaySession {
    /** The name of what the live job answered, among the models. */
    static final String LIVE = "live";

    private static final Duration STALL_TIMEOUT = Duration.ofMinutes(2);

    private final ReplayRequest request;
    private final Clock clock;
    private final TestPlan plan;
    private final ReplayModels catalogue;
    private final List<ModelSpec> models;
    private final ExampleUsers examples;
    private final @Nullable LiveReplay live;
    private final @Nullable RunWriter directory;

    /**
     * Checks the request and makes its directory.
     *
     * @throws io.freshet.jobs.input.InputException if it cannot be done, in one line
     */
    public ReplaySession(ReplayRequest request, Clock clock) throws IOException {
        this.request = request;
        this.clock = clock;
        this.catalogue = new ReplayModels(request.settings(), request.engine().learners());
        this.models = catalogue.of(namesOf(request));
        this.directory = request.out() == null ? null : RunWriter.create(request.out());
        int warmUp = request.warmUp().of(request.input().stream());
        this.plan = new TestPlan(request.input().stream(), request.mode(), request.variant(), warmUp);
        this.live = request.engine().parallelism() == null
                ? null
                : live(request.engine().parallelism());
        this.examples = new ExampleUsers(plan, request.settings().learner().seed());
    }

    /** Events to be replayed, each once for each model and once for the live job. */
    public long work() {
        return (long) plan.stream().size() * (models.size() + (live == null ? 0 : 1));
    }

    /**
     * Runs all models and writes the directory.
     *
     * @param progress told how many more events are done, in portions, by any thread
     * @return the content of metrics.json
     */
    public ObjectNode run(LongConsumer progress) throws Exception {
        Path trecDirectory = directory != null && request.trec() ? directory.path() : null;
        List<ModelResult> results =
                new ArrayList<>(new Replay(plan, examples, request.threads(), progress).run(models, trecDirectory));
        if (live != null) {
            results.add(runLive(live, embeddingOf(results), progress));
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
        if (request.engine().parallelism() != null) {
            names.add(ReplayModels.EMBEDDING);
        }
        return names;
    }

    private LiveReplay live(int parallelism) {
        return new LiveReplay(
                plan,
                new LiveSettings(
                        catalogue.recommender(plan), request.settings().loop(), parallelism, 1, STALL_TIMEOUT));
    }

    private static ModelResult runLive(LiveReplay live, Ranks runner, LongConsumer progress) throws Exception {
        AtomicLong last = new AtomicLong();
        LiveResult result =
                live.run(answered -> progress.accept(answered - last.getAndSet(answered)), new StopSignal());
        Costs costs = new Costs();
        costs.finished(result.seconds(), result.events());
        ObjectNode agreement = new ObjectMapper().valueToTree(Agreement.of(result.ranks(), runner, live.parallelism()));
        return new ModelResult(LIVE, result.ranks(), null, costs, new ShownLists(), Map.of(LIVE, agreement));
    }

    private static Ranks embeddingOf(List<ModelResult> results) {
        return results.stream()
                .filter(result -> result.name().equals(ReplayModels.EMBEDDING))
                .findFirst()
                .orElseThrow()
                .ranks();
    }

    private ObjectNode manifest(List<ModelResult> results) {
        return ManifestFile.of(
                request.version(),
                clock.instant(),
                request.input(),
                plan,
                request.engine(),
                results.stream().map(ModelResult::name).toList(),
                request.settings().learner().seed(),
                request.settings().toTree());
    }
}
