package io.freshet.jobs.replay;

import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.live.FreshetJob;
import io.freshet.jobs.local.Ledger;
import io.freshet.jobs.local.LocalDirectory;
import io.freshet.jobs.local.LocalEngine;
import io.freshet.jobs.local.LocalJob;
import io.freshet.jobs.local.LocalSettings;
import io.freshet.jobs.local.LoopTraffic;
import io.freshet.jobs.local.StopSignal;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Variant;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Plays a recorded stream through the job that serves live, on a broker and a cluster in this process, and takes the ranks
 * from its evaluations topic.
 *
 * <p>With one learner they are the ranks of the runner. With more, each learner ranks with what it has heard of the others so
 * far, as it does live. One thread; memory: 40 bytes and the id of each event.
 */
final class LiveReplay {
    /** Enough that the job never waits for the player, and little enough for the page cache. */
    private static final int MAX_LAG = 2000;

    private final TestPlan plan;
    private final LiveSettings settings;
    private final EventPlaces places;

    /**
     * @throws IllegalArgumentException if the job cannot be asked what the plan asks, or two events share an id
     */
    public LiveReplay(TestPlan plan, LiveSettings settings) {
        if (plan.mode() != Mode.G) {
            throw new IllegalArgumentException(
                    "the live job tests groups, so mode S cannot be played to it: use --mode G");
        }
        boolean repeat = plan.variant() == Variant.I;
        if (settings.recommender().repeat() != repeat) {
            throw new IllegalArgumentException("variant " + plan.variant() + " needs an engine with repeat=" + repeat
                    + ", but this one has repeat=" + !repeat);
        }
        this.plan = plan;
        this.settings = settings;
        this.places = new EventPlaces(plan.stream());
    }

    /**
     * Plays the whole stream.
     *
     * @param progress gets the number of events answered so far, after each one, on another thread
     * @throws InterruptedException if {@code stop} was requested before the end
     * @throws IllegalStateException if the job failed, stalled or left events without an evaluation
     * @throws Exception if broker, cluster or job do not start
     */
    public LiveResult run(IntConsumer progress, StopSignal stop) throws Exception {
        Ledger ledger = new Ledger();
        LiveRanks answers = new LiveRanks(plan, places, ledger, progress);
        @Nullable LoopTraffic traffic;
        try (LocalDirectory directory = LocalDirectory.open("replay", null);
                LocalEngine engine = LocalEngine.open(localSettings(), directory)) {
            engine.submit(job(), stop);
            String problem = stop.requested() ? null : play(engine, ledger, answers, stop);
            if (problem != null) {
                throw new IllegalStateException(problem);
            }
            traffic = stop.requested() ? null : engine.traffic();
        }
        if (stop.requested() && answers.count() < plan.stream().size()) {
            throw new InterruptedException("the evaluation was interrupted");
        }
        return answers.result(traffic);
    }

    private @Nullable String play(LocalEngine engine, Ledger ledger, LiveRanks answers, StopSignal stop)
            throws Exception {
        RecordedStream stream = plan.stream();
        return engine.play(
                IntStream.range(0, stream.size()).mapToObj(stream::interaction).iterator(), ledger, answers, stop);
    }

    private LocalSettings localSettings() {
        return new LocalSettings(
                0,
                settings.partitions(),
                settings.load().parallelism(),
                settings.load().eventsPerSecond(),
                0,
                MAX_LAG,
                false,
                settings.stallTimeout());
    }

    private LocalJob job() {
        return (env, bootstrapServers, topics) -> FreshetJob.build(
                env,
                JobConfig.builder(bootstrapServers)
                        .topics(topics)
                        .engine(settings.recommender(), settings.loop())
                        .loopDelay(settings.load().loopDelay())
                        .played(settings.partitions())
                        .build());
    }
}
