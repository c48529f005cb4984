package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.kafka.TopicCreator;
import io.freshet.jobs.kafka.Topics;
import io.freshet.jobs.local.StopSignal;
import io.freshet.jobs.local.StreamPublisher;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A real cluster with the job's topics, for a test: no process is left when it is closed. */
final class LiveRun implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final Duration SETTLED = Duration.ofSeconds(3);

    /** Events a second that even a busy machine gets through. */
    private static final int SLOWEST = 200;

    private static final int PARTITIONS = 4;

    /**
     * The usual strategy waits longer with each failure, which would only make proofs slower; and what is told of checkpoints
     * must be of now.
     */
    private static final Map<String, String> FLINK = Map.of(
            "restart-strategy.type", "fixed-delay",
            "restart-strategy.fixed-delay.attempts", "1000000",
            "restart-strategy.fixed-delay.delay", "500 ms",
            "web.refresh-interval", "200 ms");

    private final Cluster cluster;
    private final Topics topics = Topics.standard();
    private final List<String> arguments;

    private LiveRun(Cluster cluster, List<String> arguments) {
        this.cluster = cluster;
        this.arguments = arguments;
    }

    /** @param arguments of the job, but for the broker's address */
    static LiveRun up(Path directory, ClusterSettings settings, List<String> arguments) throws Exception {
        Map<String, String> flink = new HashMap<>(FLINK);
        flink.putAll(settings.flink());
        Cluster cluster =
                Cluster.up(Installation.here(), new ClusterDirectory(directory), settings.withFlink(flink), PATIENCE);
        LiveRun run = new LiveRun(cluster, arguments);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", run.broker()))) {
            new TopicCreator(admin).create(run.topics, PARTITIONS);
        }
        return run;
    }

    Cluster cluster() {
        return cluster;
    }

    Topics topics() {
        return topics;
    }

    String broker() {
        return cluster.settings().bootstrapServers();
    }

    RunningJob submit(int parallelism, @Nullable String from) throws Exception {
        List<String> all = new ArrayList<>(List.of("--bootstrap", broker()));
        all.addAll(arguments);
        return cluster.submit(new Submission(parallelism, all), from, PATIENCE);
    }

    /** Publishes until the events end or a stop is requested; returns how many. */
    long play(Iterator<Interaction> events, @Nullable Double rate, StopSignal stop) {
        try (StreamPublisher publisher = new StreamPublisher(broker(), topics.interactions(), rate)) {
            return publisher.publish(events, stop);
        }
    }

    /** Makes the input what it was at a savepoint, each event at its offset. No job may run meanwhile. */
    void putBack(List<Interaction> input) throws Exception {
        String topic = topics.interactions();
        if (KafkaEnd.size(broker(), topic) == input.size()) {
            return;
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker()));
                StopSignal never = new StopSignal()) {
            admin.deleteTopics(List.of(topic)).all().get();
            Awaitility.await("the topic to be gone")
                    .atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(topic));
            new TopicCreator(admin).create(topics, PARTITIONS);
            play(input.iterator(), null, never);
        }
    }

    /** How long so many events may take. */
    static Duration patience(long events) {
        return PATIENCE.plusSeconds(events / SLOWEST);
    }

    void awaitCovered(long events) {
        Awaitility.await("a checkpoint that covers all of the input")
                .atMost(patience(events))
                .until(() -> Lag.of(broker(), topics).covered() == events);
    }

    /**
     * After a restore the owner publishes all its rows anew, and what has changed may wait for others.
     *
     * <p>Metrics are a second old, so none may wait for a while.
     */
    void awaitPublished(RunningJob job) {
        Awaitility.await("all rows to be published")
                .during(SETTLED)
                .atMost(PATIENCE)
                .until(() -> waiting(job, "rowsToRepublish") + waiting(job, "rowsWaiting") == 0);
    }

    private static long waiting(RunningJob job, String rows) throws Exception {
        return job.values("owner", rows).stream().mapToLong(Long::parseLong).sum();
    }

    /** Ends the job with a savepoint, and reads all that it has left. */
    Outcome stop() throws Exception {
        String savepoint = cluster.savepoint(true, PATIENCE);
        return Outcome.read(
                broker(), topics, KafkaEnd.readAll(broker(), topics.interactions(), Codec.interaction()), savepoint);
    }

    /** The same where not all that was sent is an interaction. */
    Outcome stop(List<Interaction> input) throws Exception {
        return Outcome.read(broker(), topics, input, cluster.savepoint(true, PATIENCE));
    }

    @Override
    public void close() throws Exception {
        cluster.down();
        assertThat(cluster.processes()).as("processes that are left").isEmpty();
    }
}
