package io.freshet.jobs.bench;

import io.freshet.features.LoopConfig;
import io.freshet.ranking.RecommenderConfig;
import java.time.Duration;

/**
 * What is measured.
 *
 * @param recommender the engine, in both
 * @param loop of the job
 * @param limit items of each list
 * @param rate events a second at which latency is measured
 * @param paced events that are sent at that rate, the first {@value #SETTLING} of them not measured
 * @param ahead events that go before those at full speed, so that code is compiled and the machine is calm again
 * @param stallTimeout how long nothing may move before it is given up
 */
public record JobBenchSettings(
        RecommenderConfig recommender,
        LoopConfig loop,
        int limit,
        double rate,
        int paced,
        int ahead,
        Duration stallTimeout) {
    /**
     * The share of a stream at full speed that is played but not measured. On two cores the code of broker, cluster and job
     * takes a minute to compile, on a thread that takes half a core from them.
     */
    static final double UNMEASURED = 0.5;

    /** The share of the paced events that is not measured. */
    static final double SETTLING = 0.25;

    /** How many of {@code events} at full speed are not measured. */
    static int unmeasured(int events) {
        return (int) (UNMEASURED * events);
    }

    /** How many of the events of the paced run are not measured. */
    int unmeasuredOfPaced() {
        return ahead + (int) (SETTLING * paced);
    }
}
