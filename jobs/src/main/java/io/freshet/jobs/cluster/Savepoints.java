package io.freshet.jobs.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Takes savepoints of a job, as soon as all of its tasks run. */
final class Savepoints {
    private static final long POLL_MS = 100;
    private static final String REASON = "Failure reason: ";

    /** What Flink says while tasks start, or when one ends meanwhile. */
    private static final List<String> NOT_RUNNING = List.of(
            "Not all required tasks are currently running",
            "Checkpoint Coordinator is suspending",
            "FailoverRegion is restarting",
            "Task has failed",
            "tasks not ready");

    private final FlinkRest rest;
    private final ClusterDirectory directory;

    Savepoints(FlinkRest rest, ClusterDirectory directory) {
        this.rest = rest;
        this.directory = directory;
    }

    /**
     * Keeps the job's state as it is now; a job that is restarted meanwhile is waited for.
     *
     * @param stop whether the job ends with it
     * @return where
     * @throws IllegalStateException if the job ends before, or it takes too long
     */
    String take(RunningJob job, boolean stop, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            awaitTasks(job, deadline, patience);
            JsonNode operation = await(job, trigger(job, stop), deadline, patience);
            if (operation.has("location")) {
                return operation.path("location").asText();
            }
            String reason =
                    reason(operation.path("failure-cause").path("stack-trace").asText());
            if (!isOfTasks(reason)) {
                throw new IllegalStateException("there is no savepoint: " + reason);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private JsonNode trigger(RunningJob job, boolean stop) throws IOException, InterruptedException {
        String target = directory.savepoints().toUri().toString();
        return stop
                ? rest.post(path(job) + "/stop", Map.of("targetDirectory", target, "drain", false))
                : rest.post(path(job) + "/savepoints", Map.of("target-directory", target));
    }

    private static void awaitTasks(RunningJob job, long deadline, Duration patience)
            throws IOException, InterruptedException {
        while (!job.runs()) {
            if (job.hasEnded()) {
                throw new IllegalStateException("there is no savepoint, the job has ended: it is " + job.state());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("there is no savepoint: not all tasks ran within "
                        + patience.toSeconds() + " s, the job is " + job.state() + " (" + job.rootException()
                        + "): see `freshet cluster status`, start what is dead with `freshet cluster repair`, or allow"
                        + " more with --timeout");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private JsonNode await(RunningJob job, JsonNode trigger, long deadline, Duration patience)
            throws IOException, InterruptedException {
        String request = path(job) + "/savepoints/" + trigger.path("request-id").asText();
        JsonNode answer = rest.get(request);
        while (!answer.path("status").path("id").asText().equals("COMPLETED")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the savepoint was not complete after " + patience.toSeconds()
                        + " s: wait for the job to catch up, or allow more with --timeout");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
            answer = rest.get(request);
        }
        return answer.path("operation");
    }

    /** What stands last in the first line is what went wrong. */
    static String reason(String stackTrace) {
        String line = stackTrace.lines().findFirst().orElse("Flink gives no reason");
        int place = line.lastIndexOf(REASON);
        return place < 0 ? line : line.substring(place + REASON.length());
    }

    private static boolean isOfTasks(String reason) {
        return NOT_RUNNING.stream().anyMatch(reason::contains);
    }

    private static String path(RunningJob job) {
        return "/jobs/" + job.id();
    }
}
