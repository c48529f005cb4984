package io.freshet.jobs.cluster;

import java.util.SplittableRandom;

/** What happens to a cluster while a stream is played through its job. */
interface Ordeal {
    /** Returns when it is over and the job is well again. */
    void happen(Setting setting) throws Exception;

    /**
     * What it happens to.
     *
     * @param random seeded by the scenario
     */
    record Setting(
            LiveRun run,
            RunningJob job,
            AnswerTail answers,
            Standing standing,
            Report report,
            SplittableRandom random) {
        Cluster cluster() {
            return run.cluster();
        }
    }
}
