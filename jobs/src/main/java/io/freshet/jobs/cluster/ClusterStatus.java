package io.freshet.jobs.cluster;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What an operator asks first: which processes run, what the job does, how far it is. */
public final class ClusterStatus {
    private static final String LEARNER = "personalize";

    private final Map<String, Object> answers = new LinkedHashMap<>();
    private boolean healthy = true;

    private ClusterStatus() {}

    public static ClusterStatus of(Cluster cluster) throws IOException, InterruptedException {
        ClusterStatus status = new ClusterStatus();
        status.processes(cluster);
        try {
            Optional<RunningJob> job = cluster.job();
            status.healthy &= job.isPresent();
            status.answers.put("job", job.isPresent() ? job.get().id() : "none");
            if (job.isPresent()) {
                status.job(job.get());
                status.lag(cluster);
            }
        } catch (IOException e) {
            status.healthy = false;
            status.answers.put("job", "unknown: the job manager does not answer (" + e.getMessage() + ")");
        }
        return status;
    }

    /** Whether all processes and all of the job's tasks run. */
    public boolean healthy() {
        return healthy;
    }

    /** What there is to say, by what it is about. */
    public Map<String, Object> toMap() {
        return answers;
    }

    private void processes(Cluster cluster) throws IOException {
        answers.put("directory", cluster.directory().root().toString());
        answers.put("broker.at", cluster.settings().bootstrapServers());
        answers.put("flink.at", cluster.settings().webAddress());
        List<ClusterProcess> processes = cluster.processes();
        for (ClusterProcess process : processes) {
            healthy &= process.isAlive();
            answers.put(process.name(), process.isAlive() ? "process " + process.pid() : "dead");
        }
    }

    private void job(RunningJob job) throws IOException, InterruptedException {
        job.refreshMetrics();
        healthy &= job.runs();
        answers.put("state", job.runs() ? "RUNNING" : job.state() + ", not all tasks run");
        answers.put("parallelism", job.parallelism());
        answers.put("restarts", job.restarts());
        CheckpointCounts checkpoints = job.checkpoints();
        answers.put("checkpoints", checkpoints.completed());
        answers.put("failed", checkpoints.failed());
        answers.put("newest", checkpoints.newest());
        answers.put("newest.bytes", checkpoints.newestBytes());
        answers.put("newest.ms", checkpoints.newestMs());
        answers.put("newest.path", checkpoints.newestPath());
        answers.put("restored", checkpoints.restored());
        answers.put("kernels", String.join(", ", new TreeSet<>(job.values(LEARNER, "kernels"))));
        answers.put("back-pressure", job.backPressure());
    }

    private void lag(Cluster cluster) throws IOException, InterruptedException {
        Lag lag = Lag.of(
                cluster.settings().bootstrapServers(), cluster.submission().topics());
        answers.put("covered", lag.covered());
        answers.put("waiting", lag.waiting());
    }
}
