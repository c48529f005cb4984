package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.ranking.eval.TestPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A request from its input to the directory with its results. */
public final class ReplaySession {
    private final ReplayRequest request;
    private final Clock clock;
    private final TestPlan plan;
    private final List<ModelSpec> models;
    private final ExampleUsers examples;
    private final @Nullable RunDirectory directory;

    /**
     * Checks the request and makes its directory.
     *
     * @throws io.freshet.jobs.input.InputException if it cannot be done, in one line
     */
    public ReplaySession(ReplayRequest request, Clock clock) throws IOException {
        this.request = request;
        this.clock = clock;
        this.models = new ReplayModels(request.settings()).of(request.models());
        this.directory = request.out() == null ? null : RunDirectory.create(request.out());
        int warmUp = request.warmUp().of(request.input().stream());
        this.plan = new TestPlan(request.input().stream(), request.mode(), request.variant(), warmUp);
        this.examples = new ExampleUsers(plan, request.settings().learner().seed());
    }

    /** Events to be replayed, each once for each model. */
    public long work() {
        return (long) plan.stream().size() * models.size();
    }

    /**
     * Runs all models and writes the directory.
     *
     * @param progress told how many more events are done, in portions, by any thread
     * @return the content of metrics.json
     */
    public ObjectNode run(LongConsumer progress) throws IOException, InterruptedException {
        Path trecDirectory = directory != null && request.trec() ? directory.path() : null;
        List<ModelResult> results = new Replay(plan, examples, request.threads(), progress).run(models, trecDirectory);
        ObjectNode metrics = new MetricsFile(plan).of(results);
        if (directory != null) {
            ObjectNode shown = new ExamplesFile(plan, examples, request.titles()).of(results);
            directory.write(plan, results, manifest(), metrics, shown);
        }
        if (trecDirectory != null) {
            TrecRun.writeRelevance(trecDirectory.resolve(RunFiles.RELEVANCE), plan);
        }
        return metrics;
    }

    private ObjectNode manifest() {
        return ManifestFile.of(
                request.version(),
                clock.instant(),
                request.input(),
                plan,
                new EngineKind("runner", 1, 1, null, null),
                models.stream().map(ModelSpec::name).toList(),
                request.settings().learner().seed(),
                request.settings().toTree());
    }
}
