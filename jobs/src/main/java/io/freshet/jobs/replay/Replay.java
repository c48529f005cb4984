package io.freshet.jobs.replay;

import io.freshet.jobs.rundir.RunFiles;
import io.freshet.ranking.eval.TestPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Evaluates models over one plan, side by side on so many threads, without Flink; each model has one thread to itself. */
final class Replay {
    private final TestPlan plan;
    private final ExampleUsers examples;
    private final int threads;
    private final LongConsumer progress;

    /**
     * @param progress told how many more events are done, in portions, by any of the threads
     */
    Replay(TestPlan plan, ExampleUsers examples, int threads, LongConsumer progress) {
        this.plan = plan;
        this.examples = examples;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Runs the models; returns their results in the same order.
     *
     * @param trecDirectory where each model's TREC run goes, null for nowhere
     * @throws IOException if a TREC run cannot be written
     */
    List<ModelResult> run(List<ModelSpec> models, @Nullable Path trecDirectory)
            throws InterruptedException, IOException {
        ModelResult[] results = new ModelResult[models.size()];
        try (OpenFiles files = new OpenFiles()) {
            List<ModelRun> runs = new ArrayList<>();
            for (ModelSpec model : models) {
                TrecRun trec = files.add(trec(model, trecDirectory));
                runs.add(new ModelRun(plan, model, examples, trec, progress));
            }
            SideBySide.run(runs, threads, (place, result) -> results[place] = result);
        }
        return Arrays.asList(results);
    }

    private TrecRun trec(ModelSpec model, @Nullable Path directory) throws IOException {
        return directory == null
                ? TrecRun.none(plan)
                : TrecRun.to(RunFiles.trec(directory, model.name()), plan, model.name());
    }
}
