package io.freshet.ranking.eval;

import io.freshet.features.LoopConfig;

/**
 * When parallel learners exchange what they learned, counted in events of the stream, whoever learned them.
 *
 * @param learners that the users are spread over
 * @param sync after so many events all learners push
 * @param delay so many events after a push its rows reach the replicas
 */
public record LoopSchedule(int learners, int sync, int delay) {
    private static final int MAX_LEARNERS = 1_000;

    public LoopSchedule {
        if (learners < 1 || learners > MAX_LEARNERS) {
            throw new IllegalArgumentException(
                    "learners is " + learners + ": set it between 1 and " + MAX_LEARNERS + ", each holds all items");
        }
        if (sync < 1) {
            throw new IllegalArgumentException("sync is " + sync + ": set it to 1 event or more");
        }
        if (delay < 0) {
            throw new IllegalArgumentException("delay is " + delay + ": set it to 0 events or more");
        }
    }

    /** As often as in the live job, where a learner pushes after so many events of its own. */
    public static LoopSchedule asLive(int learners, LoopConfig loop, int delay) {
        long sync = (long) learners * loop.pushEvents(learners);
        return new LoopSchedule(learners, (int) Math.min(Integer.MAX_VALUE, sync), delay);
    }
}
