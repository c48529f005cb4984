package io.freshet.jobs.replay;

import io.freshet.jobs.rundir.RunFiles;
import io.freshet.ranking.eval.TestPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, models.size()));
        List<TrecRun> trecs = new ArrayList<>();
        try {
            CompletionService<ModelResult> completion = new ExecutorCompletionService<>(pool);
            List<Future<ModelResult>> results = new ArrayList<>();
            for (ModelSpec model : models) {
                TrecRun trec = trec(model, trecDirectory);
                trecs.add(trec);
                results.add(completion.submit(new ModelRun(plan, model, examples, trec, progress)));
            }
            return inOrder(completion, results);
        } finally {
            pool.shutdownNow();
            for (TrecRun trec : trecs) {
                trec.close();
            }
        }
    }

    private TrecRun trec(ModelSpec model, @Nullable Path directory) throws IOException {
        return directory == null
                ? TrecRun.none(plan)
                : TrecRun.to(RunFiles.trec(directory, model.name()), plan, model.name());
    }

    /** As soon as one fails, so does the whole. */
    private static List<ModelResult> inOrder(
            CompletionService<ModelResult> completion, List<Future<ModelResult>> results) throws InterruptedException {
        try {
            for (int done = 0; done < results.size(); done++) {
                completion.take().get();
            }
            List<ModelResult> list = new ArrayList<>();
            for (Future<ModelResult> result : results) {
                list.add(result.get());
            }
            return list;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a model failed: " + cause, cause);
        }
    }
}
