package io.freshet.benchmarks.run;

import io.freshet.benchmarks.report.Target;
import java.util.List;
import java.util.Map;

/**
 * One JVM's work: a duel with its parameters, and what is read from it.
 *
 * @param duel simple name of its class
 * @param setupSeconds what its JVM takes before it is warmed up, for the time left to be told
 * @param slow left out when a quick look is wanted
 */
record Experiment(String duel, Map<String, String> parameters, int setupSeconds, boolean slow, List<Target> targets) {

    Experiment {
        parameters = Map.copyOf(parameters);
        targets = List.copyOf(targets);
    }
}
