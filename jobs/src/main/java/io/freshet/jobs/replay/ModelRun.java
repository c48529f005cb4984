package io.freshet.jobs.replay;

import io.freshet.ranking.eval.Accuracy;
import io.freshet.ranking.eval.PrequentialModel;
import io.freshet.ranking.eval.PrequentialRun;
import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.RecordedEvent;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.ServedLists;
import io.freshet.ranking.eval.TestPlan;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;

/** Runs one model over the whole stream, with a look at the clock around each step. One thread, whichever it is. */
final class ModelRun implements Callable<ModelResult> {
    private static final int NO_GROUP = -1;

    private final TestPlan plan;
    private final ModelSpec spec;
    private final ExampleUsers examples;
    private final TrecRun trec;
    private final LongConsumer progress;

    /**
     * @param progress told how many more events are done, in portions
     */
    ModelRun(TestPlan plan, ModelSpec spec, ExampleUsers examples, TrecRun trec, LongConsumer progress) {
        this.plan = plan;
        this.spec = spec;
        this.examples = examples;
        this.trec = trec;
        this.progress = progress;
    }

    @Override
    public ModelResult call() throws InterruptedException {
        long started = System.nanoTime();
        PrequentialModel model = spec.create(plan);
        Watch watch = new Watch(model);
        Ranks ranks = new PrequentialRun(plan, model, watch).run();
        watch.finish((System.nanoTime() - started) / 1e9);
        return new ModelResult(spec.name(), ranks, watch.lists, watch.costs, watch.shown, spec.extras(model));
    }

    private final class Watch implements PrequentialRun.Observer {
        private final PrequentialModel model;
        private final Costs costs = new Costs();
        private final ServedLists lists = new ServedLists(plan.stream());
        private final ShownLists shown = new ShownLists();
        private final Portions done = new Portions(progress);
        private final int[] list;
        private int listed;
        private int listedGroup = NO_GROUP;
        private long stepStarted;

        Watch(PrequentialModel model) {
            this.model = model;
            this.list = new int[Math.max(Accuracy.N, trec.depth())];
        }

        @Override
        public void ranking(RecordedEvent event) {
            stepStarted = System.nanoTime();
        }

        @Override
        public void ranked(RecordedEvent event, boolean knownUser, int rank) {
            if (!knownUser) {
                return;
            }
            costs.ranked(System.nanoTime() - stepStarted);
            if (listedGroup != event.group()) {
                listedGroup = event.group();
                listed = model.top(event, list);
                if (examples.shows(event.group())) {
                    int kept = Math.min(listed, Accuracy.N);
                    shown.put(event.group(), list, kept, model.why(event, kept));
                }
            }
            lists.served(list, Math.min(listed, Accuracy.N));
            trec.add(event.index(), list, listed);
        }

        @Override
        public void learning(RecordedEvent event) {
            stepStarted = System.nanoTime();
        }

        @Override
        public void learned(RecordedEvent event) {
            costs.learned(System.nanoTime() - stepStarted);
            if (plan.isWanted(event.index())) {
                lists.learned(event.item());
            }
            done.one();
        }

        private void finish(double seconds) {
            done.rest();
            RecordedStream stream = plan.stream();
            costs.finished(seconds, stream.size());
            costs.held((double) model.userBytes() / stream.users(), (double) model.itemBytes() / stream.items());
        }
    }
}
