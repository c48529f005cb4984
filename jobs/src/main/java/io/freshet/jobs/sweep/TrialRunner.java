package io.freshet.jobs.sweep;

import io.freshet.ranking.eval.TestPlan;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/** Runs trials side by side, each on one thread, and hands their results to the caller's thread as they come. */
final class TrialRunner {
    private final TestPlan plan;
    private final String model;
    private final int threads;

    TrialRunner(TestPlan plan, String model, int threads) {
        this.plan = plan;
        this.model = model;
        this.threads = threads;
    }

    /**
     * Starts the trials in their order; as soon as one fails, so does the whole.
     *
     * @param progress told how many more events are done, in portions, by any of the threads
     */
    void run(List<Trial> trials, LongConsumer progress, Receiver receiver) throws InterruptedException, IOException {
        if (trials.isEmpty()) {
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, trials.size()));
        try {
            CompletionService<TrialRun.Finished> completion = new ExecutorCompletionService<>(pool);
            trials.forEach(trial -> completion.submit(new TrialRun(plan, model, trial, progress)));
            for (int done = 0; done < trials.size(); done++) {
                receiver.receive(completion.take().get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a trial failed: " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Takes a trial's result, one after the other. */
    interface Receiver {
        void receive(TrialRun.Finished finished) throws IOException;
    }
}
