package io.freshet.jobs.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * A job under a steady stream.
 *
 * @param name of its report
 * @param rate events per second
 */
record Scenario(
        String name, ClusterSettings cluster, int parallelism, boolean exactlyOnce, double rate, int checkpointMs) {

    /** Two learners and two owners, with a task manager to spare, so that nothing waits for a new one to start. */
    static Scenario named(String name, boolean exactlyOnce) {
        return new Scenario(name, ClusterSettings.of(3), 2, exactlyOnce, 100, 4_000);
    }

    Scenario on(ClusterSettings other) {
        return new Scenario(name, other, parallelism, exactlyOnce, rate, checkpointMs);
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--checkpoint-interval", Integer.toString(checkpointMs)));
        if (exactlyOnce) {
            arguments.add("--exactly-once");
        }
        return arguments;
    }
}
