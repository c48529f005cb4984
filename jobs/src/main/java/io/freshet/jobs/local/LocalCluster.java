package io.freshet.jobs.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this process that runs one job; used by one thread. */
final class LocalCluster implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    static final Duration METRIC_PERIOD = Duration.ofMillis(100);

    private final Configuration configuration;
    private final Path dir;
    private final MiniCluster cluster;

    private LocalCluster(Configuration configuration, Path dir, MiniCluster cluster) {
        this.configuration = configuration;
        this.dir = dir;
        this.cluster = cluster;
    }

    /**
     * Starts a cluster with two slots for each of {@code parallelism}; checkpoints and savepoints go to {@code dir}.
     *
     * <p>A failed job stays failed: a demo that restarts for ever looks like one that hangs.
     */
    static LocalCluster start(Path dir, int parallelism) throws Exception {
        Configuration configuration = configuration(dir, parallelism);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setCommonBindAddress(HOST)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2 * parallelism)
                .build());
        cluster.start();
        return new LocalCluster(configuration, dir, cluster);
    }

    /** Submits the job that {@code build} adds to the environment. */
    Job submit(Consumer<StreamExecutionEnvironment> build) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        build.accept(env);
        JobGraph graph = env.getStreamGraph().getJobGraph();
        cluster.submitJob(graph).get();
        return new Job(graph.getJobID(), cluster.getRestAddress().get());
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }

    private static Configuration configuration(Path dir, int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        configuration.set(CoreOptions.TMP_DIRS, dir.toString());
        configuration.set(RestOptions.ADDRESS, HOST);
        configuration.set(RestOptions.BIND_ADDRESS, HOST);
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, METRIC_PERIOD);
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                dir.resolve("checkpoints").toUri().toString());
        return configuration;
    }

    /** The submitted job. */
    final class Job {
        private final JobID id;
        private final JobMetrics metrics;

        private Job(JobID id, URI rest) {
            this.id = id;
            this.metrics = new JobMetrics(rest, id);
        }

        /**
         * Waits until every task runs, so that no event's latency contains the deployment.
         *
         * @throws IllegalStateException if the job fails, or does not start in time
         */
        void awaitRunning(Duration timeout, StopSignal stop) throws InterruptedException, ExecutionException {
            long deadline = System.nanoTime() + timeout.toNanos();
            while (!running() && !stop.requested()) {
                if (ended()) {
                    throw new IllegalStateException("the job failed: " + reason());
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the job did not start within " + timeout.toSeconds()
                            + " s: see the log, or raise --stall-timeout");
                }
                stop.await(20);
            }
        }

        private boolean running() throws InterruptedException, ExecutionException {
            if (cluster.getJobStatus(id).get() != JobStatus.RUNNING) {
                return false;
            }
            for (var vertex : cluster.getExecutionGraph(id).get().getAllExecutionVertices()) {
                if (vertex.getExecutionState() != ExecutionState.RUNNING) {
                    return false;
                }
            }
            return true;
        }

        /** Whether the job has ended, of itself or by a failure. */
        boolean ended() throws InterruptedException, ExecutionException {
            return cluster.getJobStatus(id).get().isGloballyTerminalState();
        }

        /** Why an ended job ended. */
        String reason() throws InterruptedException, ExecutionException {
            return cluster.requestJobResult(id)
                    .get()
                    .getSerializedThrowable()
                    .map(failure ->
                            RootCause.of(failure.deserializeError(getClass().getClassLoader())))
                    .orElse("it ended of itself");
        }

        /** See {@link JobMetrics#sum}; empty while the API does not answer. */
        OptionalLong metric(String suffix) throws InterruptedException {
            try {
                return metrics.sum(suffix);
            } catch (IOException e) {
                return OptionalLong.empty();
            }
        }

        /** Lets the job emit all it holds, keeps its state as a savepoint, and stops it. */
        void stopWithSavepoint(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException {
            cluster.stopWithSavepoint(
                            id, dir.resolve("savepoints").toUri().toString(), true, SavepointFormatType.CANONICAL)
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            cluster.requestJobResult(id).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        }

        void cancel(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException {
            cluster.cancelJob(id).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            cluster.requestJobResult(id).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
