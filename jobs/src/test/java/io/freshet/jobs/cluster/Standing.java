package io.freshet.jobs.cluster;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How far a job is, seen from outside: its newest checkpoint, what that covers, and what has been answered since. */
final class Standing {
    private static final Duration POLL = Duration.ofMillis(250);

    /** From a checkpoint's completion to the source's commit of its offsets, with time to spare. */
    private static final long COMMIT_MS = 300;

    private final LiveRun run;
    private final RunningJob job;
    private final AnswerTail answers;
    private final int checkpointMs;
    private final SplittableRandom random;

    Standing(LiveRun run, RunningJob job, AnswerTail answers, int checkpointMs, SplittableRandom random) {
        this.run = run;
        this.job = job;
        this.answers = answers;
        this.checkpointMs = checkpointMs;
        this.random = random;
    }

    /**
     * Some random time after a checkpoint, with answers past it: whatever happens now costs the job something that it must
     * make good. The checkpoint is newer than the one that was restored last, and covers {@code answered} events, or at least one.
     *
     * <p>Where the next one was completed meanwhile it waits for another, since what is past it could not be told.
     */
    Moment awaitMoment(long answered) throws Exception {
        while (true) {
            long restored = restored();
            await("a completed checkpoint", () -> newest() > restored);
            await("its offsets", () -> covered() >= Math.max(1, answered));
            long checkpoint = newest();
            TimeUnit.MILLISECONDS.sleep(COMMIT_MS);
            long covered = covered();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(checkpointMs / 2));
            await("an answer past the checkpoint", () -> answers.answered() > covered);
            if (newest() == checkpoint) {
                return new Moment(checkpoint, covered, restored);
            }
        }
    }

    /**
     * When something may happen.
     *
     * @param checkpoint the newest completed one
     * @param covered interactions that it covers
     * @param restored checkpoint that the job was restored from before
     */
    record Moment(long checkpoint, long covered, long restored) {}

    /** Until the job has gone back to a checkpoint newer than the one before, and all its tasks run. */
    void awaitRestart(long restoredBefore) {
        await("a restart", () -> restored() != restoredBefore);
        awaitTasks();
    }

    /** While they are on their way, they may fail again. */
    void awaitTasks() {
        await("all tasks", job::runs);
    }

    void awaitCheckpointAfter(long checkpoint) {
        await("a checkpoint after " + checkpoint, () -> newest() > checkpoint);
    }

    void awaitAnswersAfter(long answered) {
        await("more answers", () -> answers.answered() > answered);
    }

    /** The job manager may be dead for a while. */
    static void await(String what, Callable<Boolean> condition) {
        patient(what).pollInterval(POLL).ignoreExceptions().until(condition);
    }

    private static ConditionFactory patient(String what) {
        return Awaitility.await(what).atMost(LiveRun.PATIENCE);
    }

    long covered() throws Exception {
        return Lag.of(run.broker(), run.topics()).covered();
    }

    long newest() throws Exception {
        return job.checkpoints().newest();
    }

    long restored() throws Exception {
        return job.checkpoints().restored();
    }
}
