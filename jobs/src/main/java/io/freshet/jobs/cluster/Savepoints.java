package io.freshet.jobs.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Takes savepoints of a job. */
final class Savepoints {
    private static final long POLL_MS = 100;
    private static final String REASON = "Failure reason: ";

    private final FlinkRest rest;
    private final ClusterDirectory directory;

    Savepoints(FlinkRest rest, ClusterDirectory directory) {
        this.rest = rest;
        this.directory = directory;
    }

    /** Keeps the job's state as it is now, while the job goes on; returns where. */
    String take(String job, Duration patience) throws IOException, InterruptedException {
        return await(job, rest.post(path(job) + "/savepoints", Map.of("target-directory", target())), patience);
    }

    /** The same, and the job ends with it. */
    String takeAndStop(String job, Duration patience) throws IOException, InterruptedException {
        return await(
                job, rest.post(path(job) + "/stop", Map.of("targetDirectory", target(), "drain", false)), patience);
    }

    private String await(String job, JsonNode trigger, Duration patience) throws IOException, InterruptedException {
        String request = path(job) + "/savepoints/" + trigger.path("request-id").asText();
        long deadline = System.nanoTime() + patience.toNanos();
        JsonNode answer = rest.get(request);
        while (!answer.path("status").path("id").asText().equals("COMPLETED")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the savepoint was not complete after " + patience.toSeconds()
                        + " s: wait for the job to catch up, or allow more with --timeout");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
            answer = rest.get(request);
        }
        JsonNode operation = answer.path("operation");
        if (!operation.has("location")) {
            throw new IllegalStateException("there is no savepoint: "
                    + reason(operation.path("failure-cause").path("stack-trace").asText()));
        }
        return operation.path("location").asText();
    }

    /** What stands last in the first line is what went wrong. */
    static String reason(String stackTrace) {
        String line = stackTrace.lines().findFirst().orElse("Flink gives no reason");
        int place = line.lastIndexOf(REASON);
        return place < 0 ? line : line.substring(place + REASON.length());
    }

    private String target() {
        return directory.savepoints().toUri().toString();
    }

    private static String path(String job) {
        return "/jobs/" + job;
    }
}
