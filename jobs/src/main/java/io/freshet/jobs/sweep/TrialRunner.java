package io.freshet.jobs.sweep;

import io.freshet.jobs.replay.SideBySide;
import io.freshet.ranking.eval.TestPlan;
import java.io.IOException;
import java.util.List;
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
        List<TrialRun> runs = trials.stream()
                .map(trial -> new TrialRun(plan, model, trial, progress))
                .toList();
        SideBySide.run(runs, threads, (place, finished) -> receiver.receive(finished));
    }

    /** Takes a trial's result, one after the other. */
    interface Receiver {
        void receive(TrialRun.Finished finished) throws IOException;
    }
}
