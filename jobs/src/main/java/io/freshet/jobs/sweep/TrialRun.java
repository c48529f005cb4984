package io.freshet.jobs.sweep;

import io.freshet.jobs.replay.Portions;
import io.freshet.jobs.replay.ReplayModels;
import io.freshet.ranking.eval.PrequentialModel;
import io.freshet.ranking.eval.PrequentialRun;
import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.RecordedEvent;
import io.freshet.ranking.eval.TestPlan;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;

/** Runs a model with a trial's settings over the whole stream, once. One thread, whichever it is. */
final class TrialRun implements Callable<TrialRun.Finished> {
    private final TestPlan plan;
    private final String model;
    private final Trial trial;
    private final LongConsumer progress;

    TrialRun(TestPlan plan, String model, Trial trial, LongConsumer progress) {
        this.plan = plan;
        this.model = model;
        this.trial = trial;
        this.progress = progress;
    }

    @Override
    public Finished call() throws InterruptedException {
        long started = System.nanoTime();
        PrequentialModel fresh = new ReplayModels(trial.settings(), null)
                .of(List.of(model))
                .get(0)
                .create(plan);
        Portions done = new Portions(progress);
        Ranks ranks = new PrequentialRun(plan, fresh, new Counting(done)).run();
        done.rest();
        return new Finished(trial, ranks, (System.nanoTime() - started) / 1e9);
    }

    record Finished(Trial trial, Ranks ranks, double seconds) {}

    private record Counting(Portions done) implements PrequentialRun.Observer {
        @Override
        public void learned(RecordedEvent event) {
            done.one();
        }
    }
}
