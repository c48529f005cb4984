package io.freshet.jobs.local;

import io.freshet.jobs.kafka.EmbeddedBroker;
import io.freshet.jobs.kafka.TopicCreator;
import io.freshet.jobs.kafka.Topics;
import io.freshet.schemas.Interaction;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * Broker, cluster and job in this process, from an empty directory; plays one stream. One thread.
 *
 * <p>Started in two steps, so that others can be told of the broker before the job runs.
 */
public final class LocalEngine implements AutoCloseable {
    private final LocalSettings settings;
    private final LocalDirectory directory;
    private final EmbeddedBroker broker;
    private final Topics topics = Topics.standard();
    private @Nullable LocalCluster cluster;
    private LocalCluster.@Nullable Job job;
    private @Nullable LoopTraffic traffic;

    private LocalEngine(LocalSettings settings, LocalDirectory directory, EmbeddedBroker broker) {
        this.settings = settings;
        this.directory = directory;
        this.broker = broker;
    }

    /** Starts the broker and creates the topics. */
    public static LocalEngine open(LocalSettings settings, LocalDirectory directory)
            throws IOException, InterruptedException {
        LocalEngine engine =
                new LocalEngine(settings, directory, EmbeddedBroker.start(directory.broker(), settings.kafkaPort()));
        try {
            engine.createTopics();
            return engine;
        } catch (InterruptedException | RuntimeException e) {
            engine.broker.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public Topics topics() {
        return topics;
    }

    /**
     * Starts cluster and job; returns when every task runs, or {@code stop} was requested.
     *
     * @throws Exception if they do not start
     */
    public void submit(LocalJob added, StopSignal stop) throws Exception {
        LocalCluster started = LocalCluster.start(directory.flink(), settings.parallelism());
        cluster = started;
        job = started.submit(env -> added.addTo(env, broker.bootstrapServers(), topics));
        job.awaitRunning(settings.stallTimeout(), stop);
    }

    /**
     * Plays {@code events} to the submitted job and returns when all of them are answered and the job has stopped,
     * something failed, or {@code stop} was requested.
     *
     * @param ledger a new one
     * @return what went wrong in one line; null if nothing did
     */
    public @Nullable String play(Iterator<Interaction> events, Ledger ledger, Outputs outputs, StopSignal stop)
            throws Exception {
        if (job == null) {
            throw new IllegalStateException("there is no job: submit one first");
        }
        try (OutputReader reader = new OutputReader(bootstrapServers(), topics, outputs, settings.exactlyOnce());
                Player player = new Player(
                        bootstrapServers(),
                        topics.interactions(),
                        events,
                        settings.eventsPerSecond(),
                        settings.ahead(),
                        settings.maxLag(),
                        ledger,
                        outputs::appended)) {
            Phases phases = new Phases(settings.stallTimeout(), job, player, reader, ledger, stop);
            String problem = phases.run();
            traffic = phases.traffic();
            return problem;
        }
    }

    /**
     * What the loop carried for the stream that was played.
     *
     * @throws IllegalStateException if none was played to its end, or the job's metrics tell of no loop
     */
    public LoopTraffic traffic() {
        if (traffic == null) {
            throw new IllegalStateException(
                    "nothing is known of a loop: play a stream to its end first, to a job that has one");
        }
        return traffic;
    }

    /** The sum over all subtasks of the metric whose full name ends so; empty while it is not known. */
    public OptionalLong metric(String suffix) throws InterruptedException {
        return job == null ? OptionalLong.empty() : job.metric(suffix);
    }

    @Override
    public void close() throws Exception {
        try (EmbeddedBroker closedLast = broker) {
            if (cluster != null) {
                cluster.close();
            }
        }
    }

    private void createTopics() throws InterruptedException {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            new TopicCreator(admin).create(topics, settings.partitions());
        }
    }
}
