package io.freshet.jobs.replay;

import io.freshet.jobs.config.Settings;
import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.InteractionFiles;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.ranking.eval.Accuracy;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.Population;
import io.freshet.ranking.eval.PrequentialRun;
import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.Summary;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Variant;
import io.freshet.ranking.eval.Window;
import java.nio.file.Path;

/** Evaluates models over a recorded stream, in one thread and without Flink. */
public final class Replay {
    private final TestPlan plan;
    private final Settings settings;

    public Replay(Path input, InputOptions options, Mode mode, Variant variant, Settings settings) {
        this.settings = settings;
        plan = new TestPlan(read(input, options), mode, variant, 0);
    }

    /**
     * Runs one model over the whole stream.
     *
     * @param observer also sees every step
     */
    public ReplayResult run(ReplayModel model, PrequentialRun.Observer observer) throws InterruptedException {
        long started = System.nanoTime();
        Ranks ranks = new PrequentialRun(plan, model.create(plan, settings), observer).run();
        double seconds = (System.nanoTime() - started) / 1e9;
        Summary summary = new Summary(ranks);
        Accuracy all = summary.of(Window.all(plan), Population.ALL);
        Accuracy last = summary.of(Window.lastTenth(plan), Population.ALL);
        int events = plan.stream().size();
        return new ReplayResult(
                model.toString(), all.hitRate(), last.hitRate(), all.events(), events, events / seconds);
    }

    private static RecordedStream read(Path input, InputOptions options) {
        RecordedStream.Builder builder = new RecordedStream.Builder();
        try (InteractionStream stream = InteractionFiles.open(input, options)) {
            stream.forEachRemaining(builder::add);
        }
        return builder.build();
    }
}
