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
 * @param paced events that are sent at that rate
 * @param stallTimeout how long nothing may move before it is given up
 */
public record JobBenchSettings(
        RecommenderConfig recommender, LoopConfig loop, int limit, double rate, int paced, Duration stallTimeout) {
    /** The share of the stream from its start that is played but not measured: code is compiled and tables grow. */
    static final double UNMEASURED = 0.25;

    /** How many of {@code events} are not measured. */
    static int unmeasured(int events) {
        return (int) (UNMEASURED * events);
    }
}
