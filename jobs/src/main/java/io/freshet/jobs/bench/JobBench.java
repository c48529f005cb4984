package io.freshet.jobs.bench;

import io.freshet.jobs.local.Ledger;
import io.freshet.jobs.local.StopSignal;
import io.freshet.schemas.Interaction;
import java.io.PrintStream;
import java.util.List;

/** Measures the job and the bare engine in turn: engine, job, engine, then the job at a fixed rate. */
public final class JobBench {
    private final JobBenchSettings settings;
    private final List<Interaction> events;
    private final PrintStream log;

    /**
     * Measures nothing yet.
     *
     * @param log gets a line for each step
     */
    public JobBench(JobBenchSettings settings, List<Interaction> events, PrintStream log) {
        this.settings = settings;
        this.events = List.copyOf(events);
        this.log = log;
    }

    /**
     * Takes as long as the stream three times, and as the paced events.
     *
     * @throws IllegalStateException if the job failed or stalled
     * @throws InterruptedException if {@code stop} was requested
     */
    public JobFigures run(StopSignal stop) throws Exception {
        double before = bare();
        Ledger ledger = new Ledger();
        Answers fast = new Answers(ledger, JobBenchSettings.unmeasured(events.size()), false);
        JobRun.Loop loop = new JobRun(settings, events, null, 0).play(fast, ledger, stop);
        log.printf(
                "job: %,.0f events/s, %,.0f while its code was compiled%n",
                fast.eventsPerSecond(), fast.unmeasuredEventsPerSecond());
        double after = bare();
        List<Interaction> slow = events.subList(0, Math.min(events.size(), settings.ahead() + settings.paced()));
        Ledger pacedLedger = new Ledger();
        Answers paced = new Answers(pacedLedger, settings.unmeasuredOfPaced(), true);
        JobRun.Loop pacedLoop =
                new JobRun(settings, slow, settings.rate(), settings.ahead()).play(paced, pacedLedger, stop);
        return new JobFigures(
                events.size(),
                slow.size(),
                settings.rate(),
                List.of(before, after),
                fast.eventsPerSecond(),
                fast.unmeasuredEventsPerSecond(),
                paced.latency(50),
                paced.latency(99),
                (double) loop.traffic().bytes() / events.size(),
                (double) loop.traffic().rows() / events.size(),
                pacedLoop.stalenessMs().percentile(50),
                pacedLoop.stalenessMs().percentile(99));
    }

    private double bare() {
        double eventsPerSecond = BareEngine.eventsPerSecond(settings, events);
        log.printf("bare engine: %,.0f events/s%n", eventsPerSecond);
        return eventsPerSecond;
    }
}
