package io.freshet.jobs.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A job on the cluster, as its job manager tells. */
public final class RunningJob {
    private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED");
    private static final long POLL_MS = 100;

    private final FlinkRest rest;
    private final String id;

    RunningJob(FlinkRest rest, String id) {
        this.rest = rest;
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** Flink's word for it: RUNNING, RESTARTING, FAILED, … */
    public String state() throws IOException, InterruptedException {
        return details().path("state").asText();
    }

    public boolean hasEnded() throws IOException, InterruptedException {
        return ENDED.contains(state());
    }

    /** Whether every task runs. */
    public boolean runs() throws IOException, InterruptedException {
        JsonNode details = details();
        if (!details.path("state").asText().equals("RUNNING")) {
            return false;
        }
        for (JsonNode vertex : details.path("vertices")) {
            if (!vertex.path("status").asText().equals("RUNNING")) {
                return false;
            }
        }
        return true;
    }

    /**
     * Waits until every task runs.
     *
     * @throws IllegalStateException if the job ends, or needs too long
     */
    public void awaitRunning(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!runs()) {
            if (hasEnded()) {
                throw new IllegalStateException(
                        "the job has " + state().toLowerCase(Locale.ROOT) + ": " + rootException());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the job does not run after " + patience.toSeconds() + " s, it is "
                        + state() + ": " + rootException());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    /**
     * Ends it without a savepoint, and waits until all its tasks have ended; its retained checkpoints stay.
     *
     * @throws IllegalStateException if it needs too long
     */
    void cancel(Duration patience) throws IOException, InterruptedException {
        rest.patch(path() + "?mode=cancel");
        long deadline = System.nanoTime() + patience.toNanos();
        while (!hasEnded()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the job has not ended after " + patience.toSeconds() + " s, it is " + state());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    public CheckpointCounts checkpoints() throws IOException, InterruptedException {
        return CheckpointCounts.of(rest.get(path() + "/checkpoints"));
    }

    /** Greatest parallelism of its operators. */
    public int parallelism() throws IOException, InterruptedException {
        int most = 0;
        for (JsonNode vertex : details().path("vertices")) {
            most = Math.max(most, vertex.path("parallelism").asInt());
        }
        return most;
    }

    /**
     * Makes the job manager fetch metrics, and waits until it has: it fetches only when it is asked, but answers with
     * what it had, which may be as old as the last time that somebody asked.
     */
    void refreshMetrics() throws IOException, InterruptedException {
        rest.get(path() + "/metrics");
        TimeUnit.MILLISECONDS.sleep(FlinkConfiguration.METRICS_MS);
    }

    /** How often it was restarted since it was submitted, or since another job manager took it over. */
    public long restarts() throws IOException, InterruptedException {
        return rest.metric(path() + "/metrics", "numRestarts")
                .path(0)
                .path("value")
                .asLong();
    }

    /** Which task manager runs each subtask of the operator whose name this contains. */
    public List<String> taskManagersOf(String operator) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (JsonNode subtask :
                rest.get(path() + "/vertices/" + vertex(operator)).path("subtasks")) {
            names.add(subtask.path("taskmanager-id").asText());
        }
        return names;
    }

    /** The values of an operator's metric, as far as Flink knows them yet, by subtask. */
    public List<String> values(String operator, String metric) throws IOException, InterruptedException {
        String metrics = path() + "/vertices/" + vertex(operator) + "/metrics";
        List<String> values = new ArrayList<>();
        for (JsonNode each : rest.get(metrics)) {
            String name = each.path("id").asText();
            if (name.endsWith(operator + "." + metric)) {
                values.add(rest.metric(metrics, name).path(0).path("value").asText());
            }
        }
        return values;
    }

    /** How much of its time the source is kept waiting by what comes after it, at most, from 0 to 1. */
    public double backPressure() throws IOException, InterruptedException {
        JsonNode waiting = rest.metric(
                path() + "/vertices/" + vertex("interactions") + "/subtasks/metrics", "backPressuredTimeMsPerSecond");
        return waiting.path(0).path("max").asDouble() / 1000;
    }

    /** Why it failed last, in one line. */
    public String rootException() throws IOException, InterruptedException {
        JsonNode newest = rest.get(path() + "/exceptions")
                .path("exceptionHistory")
                .path("entries")
                .path(0);
        return reason(newest.path("stacktrace").asText("no reason is known"));
    }

    private static String reason(String stackTrace) {
        String reason = stackTrace.lines().findFirst().orElse("");
        for (String line : stackTrace.lines().toList()) {
            if (line.startsWith("Caused by: ")) {
                reason = line.substring("Caused by: ".length());
            }
        }
        return reason;
    }

    private String vertex(String operator) throws IOException, InterruptedException {
        for (JsonNode vertex : details().path("vertices")) {
            if (vertex.path("name").asText().contains(operator)) {
                return vertex.path("id").asText();
            }
        }
        throw new IOException("job " + id + " has no operator " + operator);
    }

    private JsonNode details() throws IOException, InterruptedException {
        return rest.get(path());
    }

    private String path() {
        return "/jobs/" + id;
    }
}
