package io.freshet.jobs.demo;

import io.freshet.jobs.local.Ledger;
import io.freshet.jobs.local.LocalDirectory;
import io.freshet.jobs.local.LocalEngine;
import io.freshet.jobs.local.LocalJob;
import io.freshet.jobs.local.StopSignal;
import io.freshet.schemas.Interaction;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Function;

/**
 * Runs broker, cluster, job, player and scoreboard in this process, from an empty directory to the summary.
 *
 * <p>Everything it reports was read from the topics. Used once, by one thread.
 */
public final class DemoDriver {
    private final DemoSettings settings;
    private final LocalDirectory directory;
    private final Path announcement;
    private final LocalJob job;
    private final PrintStream out;
    private final PrintStream log;

    /**
     * @param announcement the file that tells other commands where the broker is, see {@link RunningDemo}
     * @param out where the view is drawn
     * @param log where lines about the run go
     */
    public DemoDriver(
            DemoSettings settings,
            LocalDirectory directory,
            Path announcement,
            LocalJob job,
            PrintStream out,
            PrintStream log) {
        this.settings = settings;
        this.directory = directory;
        this.announcement = announcement;
        this.job = job;
        this.out = out;
        this.log = log;
    }

    /**
     * Plays {@code events} and returns when all of them are accounted for, something failed, or {@code stop} was
     * requested.
     *
     * @param titles the name of an item to show for its id
     * @throws Exception if broker, cluster or job do not start
     */
    public DemoOutcome run(Iterator<Interaction> events, Function<String, String> titles, StopSignal stop)
            throws Exception {
        log.println("starting the broker");
        try (LocalEngine engine = LocalEngine.open(settings.engine(), directory)) {
            RunningDemo demo = new RunningDemo(
                    engine.bootstrapServers(),
                    engine.topics().prefix(),
                    ProcessHandle.current().pid());
            demo.announce(announcement);
            try {
                log.println("broker at " + engine.bootstrapServers() + ", starting the job");
                engine.submit(job, stop);
                log.println("job running, playing events");
                return play(engine, events, titles, stop);
            } finally {
                demo.retract(announcement);
            }
        }
    }

    private DemoOutcome play(
            LocalEngine engine, Iterator<Interaction> events, Function<String, String> titles, StopSignal stop)
            throws Exception {
        Latencies latencies = settings.engine().eventsPerSecond() == null ? null : new Latencies();
        Ledger ledger = new Ledger();
        Scoreboard scoreboard = new Scoreboard(ledger, settings.repeat(), latencies);
        Spotlight spotlight = new Spotlight();
        String problem;
        try (RankLog ranks = RankLog.open(settings.ranks());
                View view = view(new ViewSource(
                        engine.bootstrapServers(),
                        System.currentTimeMillis(),
                        ledger,
                        scoreboard,
                        spotlight,
                        titles))) {
            problem = engine.play(events, ledger, new DemoOutputs(scoreboard, spotlight, ranks), stop);
        }
        return new DemoOutcome(scoreboard.summary(), scoreboard.unaccounted(), stop.requested(), problem);
    }

    private View view(ViewSource source) {
        return settings.terminal() ? new ConsoleView(source, out, new Terminal()) : new PlainView(source, log);
    }
}
