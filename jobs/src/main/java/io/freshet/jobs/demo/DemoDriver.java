package io.freshet.jobs.demo;

import io.freshet.jobs.kafka.EmbeddedBroker;
import io.freshet.jobs.kafka.TopicCreator;
import io.freshet.jobs.kafka.Topics;
import io.freshet.schemas.Interaction;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * Runs broker, cluster, job, player and scoreboard in this process, from an empty directory to the summary.
 *
 * <p>Everything it reports was read from the topics. Used once, by one thread.
 */
public final class DemoDriver {
    private final DemoSettings settings;
    private final DemoDirectory directory;
    private final Path announcement;
    private final DemoJob job;
    private final PrintStream out;
    private final PrintStream log;

    /**
     * @param announcement the file that tells other commands where the broker is, see {@link RunningDemo}
     * @param out where the view is drawn
     * @param log where lines about the run go
     */
    public DemoDriver(
            DemoSettings settings,
            DemoDirectory directory,
            Path announcement,
            DemoJob job,
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
        Topics topics = Topics.standard();
        log.println("starting the broker");
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.broker(), settings.kafkaPort())) {
            createTopics(broker, topics);
            RunningDemo demo = new RunningDemo(
                    broker.bootstrapServers(),
                    topics.prefix(),
                    ProcessHandle.current().pid());
            demo.announce(announcement);
            try {
                return onCluster(broker, topics, events, titles, stop);
            } finally {
                demo.retract(announcement);
            }
        }
    }

    private void createTopics(EmbeddedBroker broker, Topics topics) throws InterruptedException {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            new TopicCreator(admin).create(topics, settings.partitions());
        }
    }

    private DemoOutcome onCluster(
            EmbeddedBroker broker,
            Topics topics,
            Iterator<Interaction> events,
            Function<String, String> titles,
            StopSignal stop)
            throws Exception {
        log.println("broker at " + broker.bootstrapServers() + ", starting the job");
        try (DemoCluster cluster = DemoCluster.start(directory.flink(), settings.parallelism())) {
            DemoCluster.Job running = cluster.submit(env -> job.addTo(env, broker.bootstrapServers(), topics));
            running.awaitRunning(settings.stallTimeout(), stop);
            log.println("job running, playing events");
            return play(broker, topics, running, events, titles, stop);
        }
    }

    private DemoOutcome play(
            EmbeddedBroker broker,
            Topics topics,
            DemoCluster.Job running,
            Iterator<Interaction> events,
            Function<String, String> titles,
            StopSignal stop)
            throws Exception {
        String bootstrap = broker.bootstrapServers();
        Latencies latencies = settings.eventsPerSecond() == null ? null : new Latencies();
        Ledger ledger = new Ledger();
        Scoreboard scoreboard = new Scoreboard(ledger, settings.repeat(), latencies);
        Spotlight spotlight = new Spotlight();
        String problem;
        try (RankLog ranks = RankLog.open(settings.ranks());
                OutputReader reader =
                        new OutputReader(bootstrap, topics, scoreboard, spotlight, settings.exactlyOnce(), ranks::add);
                Player player = player(bootstrap, topics, events, ledger, latencies);
                View view = view(
                        new ViewSource(bootstrap, System.currentTimeMillis(), ledger, scoreboard, spotlight, titles))) {
            problem = new DemoRun(settings.stallTimeout(), running, player, reader, ledger, stop).run();
        }
        return new DemoOutcome(scoreboard.summary(), scoreboard.unaccounted(), stop.requested(), problem);
    }

    private Player player(
            String bootstrap,
            Topics topics,
            Iterator<Interaction> events,
            Ledger ledger,
            @Nullable Latencies latencies) {
        return new Player(
                bootstrap,
                topics.interactions(),
                events,
                settings.eventsPerSecond(),
                settings.maxLag(),
                ledger,
                latencies);
    }

    private View view(ViewSource source) {
        return settings.terminal() ? new ConsoleView(source, out, new Terminal()) : new PlainView(source, log);
    }
}
