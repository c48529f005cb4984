package io.freshet.jobs.bench;

import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.live.FreshetJob;
import io.freshet.jobs.local.Ledger;
import io.freshet.jobs.local.LocalDirectory;
import io.freshet.jobs.local.LocalEngine;
import io.freshet.jobs.local.LocalJob;
import io.freshet.jobs.local.LocalSettings;
import io.freshet.jobs.local.LoopTraffic;
import io.freshet.jobs.local.StopSignal;
import io.freshet.schemas.Interaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stream through broker and job in this process, at parallelism 1. */
final class JobRun {
    private static final int MAX_LAG = 2000;

    private final JobBenchSettings settings;
    private final List<Interaction> events;
    private final @Nullable Double rate;
    private final long ahead;

    /**
     * Plays nothing yet.
     *
     * @param rate events a second; null for as fast as they are answered
     * @param ahead events that go first at full speed
     */
    JobRun(JobBenchSettings settings, List<Interaction> events, @Nullable Double rate, long ahead) {
        this.settings = settings;
        this.events = events;
        this.rate = rate;
        this.ahead = ahead;
    }

    /** @param stalenessMs at times of a run at a fixed rate, otherwise empty */
    record Loop(LoopTraffic traffic, Staleness stalenessMs) {}

    /**
     * Plays all events to {@code answers}.
     *
     * @throws IllegalStateException if the job failed or stalled
     * @throws InterruptedException if {@code stop} was requested
     */
    Loop play(Answers answers, Ledger ledger, StopSignal stop) throws Exception {
        try (LocalDirectory directory = LocalDirectory.open("bench", null);
                LocalEngine engine = LocalEngine.open(localSettings(), directory)) {
            engine.submit(job(), stop);
            Staleness staleness = new Staleness(engine);
            String problem;
            try (Staleness sampled = staleness) {
                if (rate != null) { // at full speed the readings would slow down what is measured
                    sampled.start();
                }
                problem = engine.play(events.iterator(), ledger, answers, stop);
            }
            if (stop.requested()) {
                throw new InterruptedException("the benchmark was interrupted");
            }
            if (problem != null) {
                throw new IllegalStateException(problem);
            }
            return new Loop(engine.traffic(), staleness);
        }
    }

    private LocalSettings localSettings() {
        return new LocalSettings(0, 1, 1, rate, ahead, MAX_LAG, false, settings.stallTimeout());
    }

    private LocalJob job() {
        return (env, bootstrapServers, topics) -> FreshetJob.build(
                env,
                JobConfig.builder(bootstrapServers)
                        .topics(topics)
                        .engine(settings.recommender(), settings.loop())
                        .build());
    }
}
