package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.config.JobConfig;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Interaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The whole job on a broker and a mini cluster, with the ends of its topics in hand. */
final class LiveJob implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** So many that one which a test has chosen is still there when the test comes back to it. */
    private static final int RETAINED_CHECKPOINTS = 10_000;

    private final Path directory;
    private final int parallelism;
    private final LiveTopics topics;
    private final JobConfig config;
    private @Nullable JobClient client;

    private LiveJob(Path directory, int parallelism, LiveTopics topics, JobConfig config) {
        this.directory = directory;
        this.parallelism = parallelism;
        this.topics = topics;
        this.config = config;
    }

    static LiveJob start(Path directory, int parallelism, int partitions, UnaryOperator<JobConfig.Builder> settings)
            throws Exception {
        return start(LiveTopics.start(directory.resolve("broker"), partitions), directory, parallelism, settings);
    }

    /** Closes {@code topics} with itself. */
    static LiveJob start(LiveTopics topics, Path directory, int parallelism, UnaryOperator<JobConfig.Builder> settings)
            throws Exception {
        JobConfig config = settings.apply(
                        JobConfig.builder(topics.bootstrapServers()).checkpointInterval(Duration.ofMillis(300)))
                .build();
        LiveJob job = new LiveJob(directory, parallelism, topics, config);
        job.submit(parallelism, null);
        return job;
    }

    void submit(int atParallelism, @Nullable String restoreFrom) throws Exception {
        submit(atParallelism, restoreFrom, noted(StartMode.EMPTY), new Configuration());
    }

    /** Without restored state. */
    void submitWithoutState(int atParallelism, StartMode mode) throws Exception {
        submit(atParallelism, null, noted(mode), new Configuration());
    }

    /** With the state in RocksDB. */
    void submitOnRocksDb(int atParallelism, String restoreFrom) throws Exception {
        Configuration rocksDb = new Configuration().set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        submit(atParallelism, restoreFrom, noted(StartMode.EMPTY), rocksDb);
    }

    /** What a submission would note of the item-state topic now. */
    Start noted(StartMode mode) throws Exception {
        try (StartCheck check = new StartCheck(config)) {
            return check.note(mode);
        }
    }

    private void submit(int atParallelism, @Nullable String restoreFrom, Start start, Configuration more)
            throws Exception {
        Configuration flink = new Configuration(more)
                .set(RestartStrategyOptions.RESTART_STRATEGY, "none")
                .set(
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        checkpoints().toUri().toString())
                .set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS)
                .set(
                        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        if (restoreFrom != null) {
            flink.set(StateRecoveryOptions.SAVEPOINT_PATH, restoreFrom);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(atParallelism, flink);
        FreshetJob.build(env, config, start);
        client = env.executeAsync("freshet");
    }

    Path checkpoints() {
        return directory.resolve("checkpoints");
    }

    int parallelism() {
        return parallelism;
    }

    JobConfig config() {
        return config;
    }

    LiveTopics topics() {
        return topics;
    }

    void publish(List<Interaction> events) {
        topics.publish(events);
    }

    JobStatus status() throws Exception {
        return running().getJobStatus().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    String stopWithSavepoint() throws Exception {
        String path = running()
                .stopWithSavepoint(
                        false, directory.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        client = null;
        return path;
    }

    /** Ends the job as a failure does: without a savepoint. */
    void cancel() throws Exception {
        JobClient canceled = running();
        client = null;
        canceled.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(canceled.getJobExecutionResult())
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withMessageContaining("cancel");
    }

    /** Reads a topic from its start until the records so far are enough. */
    <T> List<T> read(String topic, Codec<T> codec, Predicate<List<T>> enough) {
        return topics.read(topic, codec, enough);
    }

    /** What a reader of committed records sees of a topic from its start to its present end. */
    <T> List<T> readAll(String topic, Codec<T> codec) {
        return topics.readAll(topic, codec);
    }

    private JobClient running() {
        if (client == null) {
            throw new IllegalStateException("the job is not running");
        }
        return client;
    }

    @Override
    public void close() throws Exception {
        try (LiveTopics closedLast = topics) {
            if (client != null) {
                cancel();
            }
        }
    }
}
