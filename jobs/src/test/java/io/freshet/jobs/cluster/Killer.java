package io.freshet.jobs.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/**
 * Kills task managers of a running job, each after a completed checkpoint and after some events past it have been
 * answered, so that every kill costs the job something that it must make good.
 */
final class Killer {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(50);

    /** From a checkpoint's completion to the source's commit of its offsets, with time to spare. */
    private static final long COMMIT_MS = 300;

    private final Cluster cluster;
    private final RunningJob job;
    private final AnswerTail answers;
    private final int parallelism;
    private final int checkpointMs;
    private final SplittableRandom random;
    private long answeredAtLastKill;

    Killer(
            Cluster cluster,
            RunningJob job,
            AnswerTail answers,
            int parallelism,
            int checkpointMs,
            SplittableRandom random) {
        this.cluster = cluster;
        this.job = job;
        this.answers = answers;
        this.parallelism = parallelism;
        this.checkpointMs = checkpointMs;
        this.random = random;
    }

    /** The next kill: the owner's task manager and the learner's in turn, one subtask after the other. */
    Kill kill(int number) throws Exception {
        String operator = number % 2 == 0 ? "owner" : "personalize";
        int subtask = number / 2 % parallelism;
        String victim = job.taskManagersOf(operator).get(subtask);
        long restored = job.checkpoints().restored();
        Moment moment = awaitMoment();
        long killedNanos = System.nanoTime();
        cluster.kill(victim, true);
        awaitRestart(restored);
        long recoveredMs = (System.nanoTime() - killedNanos) / 1_000_000;
        answeredAtLastKill = answers.answered();
        return new Kill(
                number,
                victim,
                operator,
                subtask,
                moment.checkpoint(),
                job.checkpoints().restored(),
                moment.covered(),
                moment.answered(),
                moment.unacknowledged(),
                recoveredMs);
    }

    /**
     * When to kill: some random time after a checkpoint, before the next one, with answers past it. Where the next one was
     * completed meanwhile it waits for another, since what a kill costs could not be told.
     */
    private Moment awaitMoment() throws Exception {
        while (true) {
            awaitProgress();
            long checkpoint = newest();
            long unacknowledged = unacknowledged();
            TimeUnit.MILLISECONDS.sleep(COMMIT_MS);
            long covered = covered();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(checkpointMs / 2));
            await("an answer past the checkpoint", () -> answers.answered() > covered);
            if (newest() == checkpoint) {
                return new Moment(checkpoint, covered, answers.answered(), unacknowledged);
            }
        }
    }

    private record Moment(long checkpoint, long covered, long answered, long unacknowledged) {}

    /** Until a new checkpoint covers all that had been answered before. */
    private void awaitProgress() throws Exception {
        long restored = job.checkpoints().restored();
        await("a completed checkpoint", () -> newest() > restored);
        await("its offsets", () -> covered() >= answeredAtLastKill);
    }

    /** A kill comes after a checkpoint newer than the one that was restored last, so that another is restored now. */
    private void awaitRestart(long restored) throws Exception {
        await("a restart", () -> restored() != restored);
        job.awaitRunning(PATIENCE);
    }

    private long covered() {
        return unchecked(() -> Lag.of(
                        cluster.settings().bootstrapServers(),
                        cluster.submission().topics())
                .covered());
    }

    private long newest() {
        return unchecked(() -> job.checkpoints().newest());
    }

    private long restored() {
        return unchecked(() -> job.checkpoints().restored());
    }

    private long unacknowledged() throws IOException, InterruptedException {
        List<String> values = job.values("personalize", "unacknowledgedRows");
        return values.stream().mapToLong(Long::parseLong).sum();
    }

    private static void await(String what, BooleanSupplier condition) {
        Awaitility.await(what).atMost(PATIENCE).pollInterval(POLL).until(condition::getAsBoolean);
    }

    private static long unchecked(Reading reading) {
        try {
            return reading.read();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private interface Reading {
        long read() throws Exception;
    }
}
