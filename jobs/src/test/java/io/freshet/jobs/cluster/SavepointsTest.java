package io.freshet.jobs.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a savepoint does with a job that is just being restarted. */
class SavepointsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Deque<String> details = new ArrayDeque<>();
    private final Deque<String> outcomes = new ArrayDeque<>();
    private final List<String> triggers = new ArrayList<>();
    private HttpServer server;
    private Savepoints savepoints;
    private RunningJob job;

    @BeforeEach
    void startAJobManagerThatSaysWhatItIsTold() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jobs/1/savepoints/7", exchange -> answer(exchange, next(outcomes)));
        server.createContext("/jobs/1/savepoints", this::trigger);
        server.createContext("/jobs/1/stop", this::trigger);
        server.createContext("/jobs/1/exceptions", exchange -> answer(exchange, "{}"));
        server.createContext("/jobs/1", exchange -> answer(exchange, next(details)));
        server.start();
        FlinkRest rest = new FlinkRest(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        savepoints = new Savepoints(rest, new ClusterDirectory(Path.of("/clusters/one")));
        job = new RunningJob(rest, "1");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void isTakenAsSoonAsAllTasksRun() throws Exception {
        details.add(details("RUNNING", "INITIALIZING"));
        details.add(details("RUNNING", "RUNNING"));
        outcomes.add("{\"status\": {\"id\": \"IN_PROGRESS\"}}");
        outcomes.add(taken());

        assertThat(savepoints.take(job, false, LONG)).isEqualTo("file:/here");
        assertThat(triggers).containsExactly("/jobs/1/savepoints");
    }

    @Test
    void isTriedAgainWhenATaskHasEndedMeanwhile() throws Exception {
        details.add(details("RUNNING", "RUNNING"));
        outcomes.add(failed("Not all required tasks are currently running."));
        outcomes.add(failed("Task has failed."));
        outcomes.add(taken());

        assertThat(savepoints.take(job, true, LONG)).isEqualTo("file:/here");
        assertThat(triggers).containsExactly("/jobs/1/stop", "/jobs/1/stop", "/jobs/1/stop");
    }

    @Test
    void anyOtherFailureIsFinal() {
        details.add(details("RUNNING", "RUNNING"));
        outcomes.add(failed("An Exception occurred while triggering the checkpoint. IO-problem detected."));

        assertThatIllegalStateException()
                .isThrownBy(() -> savepoints.take(job, false, LONG))
                .withMessage("there is no savepoint: An Exception occurred while triggering the checkpoint. IO-problem"
                        + " detected.");
        assertThat(triggers).hasSize(1);
    }

    @Test
    void whoWaitsInVainIsToldWhatTheJobDoesAndWhatHelps() {
        details.add(details("RESTARTING", "CANCELED"));

        assertThatIllegalStateException()
                .isThrownBy(() -> savepoints.take(job, false, Duration.ZERO))
                .withMessageStartingWith("there is no savepoint: not all tasks ran within 0 s, the job is RESTARTING")
                .withMessageContaining("freshet cluster repair")
                .withMessageContaining("--timeout");
        assertThat(triggers).isEmpty();
    }

    @Test
    void aJobThatHasEndedIsNotWaitedFor() {
        details.add(details("FAILED", "FAILED"));

        assertThatIllegalStateException()
                .isThrownBy(() -> savepoints.take(job, false, LONG))
                .withMessage("there is no savepoint, the job has ended: it is FAILED");
    }

    private void trigger(HttpExchange exchange) throws IOException {
        triggers.add(exchange.getRequestURI().getPath());
        answer(exchange, "{\"request-id\": \"7\"}");
    }

    /** The last one stays. */
    private static String next(Deque<String> answers) {
        return answers.size() > 1 ? answers.remove() : answers.element();
    }

    private static String details(String state, String task) {
        return "{\"state\": \"%s\", \"vertices\": [{\"status\": \"RUNNING\"}, {\"status\": \"%s\"}]}"
                .formatted(state, task);
    }

    private static String taken() {
        return "{\"status\": {\"id\": \"COMPLETED\"}, \"operation\": {\"location\": \"file:/here\"}}";
    }

    private static String failed(String reason) {
        return ("{\"status\": {\"id\": \"COMPLETED\"}, \"operation\": {\"failure-cause\": {\"stack-trace\":"
                        + " \"x.CheckpointException: Failure reason: %s\"}}}")
                .formatted(reason);
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
