package io.freshet.jobs.replay;

import io.freshet.features.LoopConfig;
import io.freshet.ranking.RecommenderConfig;
import java.time.Duration;

/**
 * How a recorded stream is played through the live job.
 *
 * @param recommender the engine under test
 * @param loop between its learners and the owner of the rows
 * @param load how fast the stream comes, to how many learners
 * @param partitions of the topics keyed by user; one keeps all events in the order of the stream
 * @param stallTimeout how long nothing may move before the run is given up
 */
record LiveSettings(
        RecommenderConfig recommender, LoopConfig loop, LiveLoad load, int partitions, Duration stallTimeout) {
    private static final int MOST_LEARNERS = 128;
    private static final int MOST_PARTITIONS = 1000;

    public LiveSettings {
        within("parallelism", load.parallelism(), MOST_LEARNERS, "use at most the number of cores");
        within("partitions", partitions, MOST_PARTITIONS, "one keeps the order of the stream");
        if (!recommender.grouped()) {
            throw new IllegalArgumentException(
                    "the live job tests groups, so mode S cannot be played to it: use --mode G");
        }
    }

    private static void within(String name, int value, int most, String remedy) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    name + " is " + value + ": set it between 1 and " + most + ", " + remedy);
        }
    }
}
