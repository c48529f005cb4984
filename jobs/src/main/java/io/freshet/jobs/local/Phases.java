package io.freshet.jobs.local;

import io.freshet.jobs.input.InputException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Takes a run through its phases: all events answered, all steps acknowledged, job drained and stopped, topics read to
 * the end. Each phase returns what went wrong in one line, or null.
 */
final class Phases {
    private static final long STEP_MS = 50;
    private static final Duration PATIENCE_AFTER_STOP = Duration.ofSeconds(5);

    /** A reading may be as old as the one before the last fetch, so one zero proves nothing. */
    private static final int ZEROS_IN_A_ROW = 5;

    private final Duration stallTimeout;
    private final LocalCluster.Job job;
    private final Player player;
    private final OutputReader reader;
    private final Ledger ledger;
    private final StopSignal stop;
    private @Nullable LoopTraffic traffic;

    Phases(
            Duration stallTimeout,
            LocalCluster.Job job,
            Player player,
            OutputReader reader,
            Ledger ledger,
            StopSignal stop) {
        this.stallTimeout = stallTimeout;
        this.job = job;
        this.player = player;
        this.reader = reader;
        this.ledger = ledger;
        this.stop = stop;
    }

    /** @throws InputException if the events could not be read to their end, when all has stopped */
    @Nullable
    String run() throws InterruptedException, ExecutionException {
        reader.start();
        player.start();
        String problem = answered();
        player.stop();
        if (problem == null && !stop.requested()) {
            problem = acknowledged();
        }
        if (problem == null && !stop.requested()) {
            traffic = LoopTraffic.of(job);
        }
        problem = stopped(problem);
        reader.drain();
        if (player.failure() instanceof InputException unusable) {
            throw unusable;
        }
        return problem;
    }

    /** Of the whole run; null if it did not come to its end, or the job has no loop. */
    @Nullable
    LoopTraffic traffic() {
        return traffic;
    }

    private @Nullable String answered() throws InterruptedException, ExecutionException {
        StallWatch watch = new StallWatch(stallTimeout);
        while (!(player.done() && ledger.waiting() == 0)) {
            if (stop.requested()) {
                return answeredAfterStop();
            }
            String failure = failure();
            if (failure != null) {
                return failure;
            }
            // with nothing waiting it is the player that takes its time
            boolean idle = ledger.waiting() == 0;
            if (watch.stalled(idle ? -System.nanoTime() : ledger.answers(), System.nanoTime())) {
                return "no event was answered for " + stallTimeout.toSeconds() + " s, " + ledger.waiting() + " of "
                        + ledger.published() + " still wait: see the log, or raise --stall-timeout";
            }
            stop.await(STEP_MS);
        }
        return null;
    }

    private @Nullable String answeredAfterStop() throws InterruptedException, ExecutionException {
        player.stop();
        long deadline = System.nanoTime() + PATIENCE_AFTER_STOP.toNanos();
        while (!(player.done() && ledger.waiting() == 0) && System.nanoTime() < deadline) {
            String failure = failure();
            if (failure != null) {
                return failure;
            }
            ledger.awaitRoom(1, STEP_MS);
        }
        return null;
    }

    private @Nullable String acknowledged() throws InterruptedException, ExecutionException {
        StallWatch watch = new StallWatch(stallTimeout);
        int zeros = 0;
        while (zeros < ZEROS_IN_A_ROW && !stop.requested()) {
            OptionalLong rows = job.metric(LocalJob.UNACKNOWLEDGED_ROWS);
            zeros = rows.isPresent() && rows.getAsLong() == 0 ? zeros + 1 : 0;
            String failure = failure();
            if (failure != null) {
                return failure;
            }
            if (zeros == 0 && watch.stalled(rows.orElse(-1), System.nanoTime())) {
                return "the metric " + LocalJob.UNACKNOWLEDGED_ROWS + " stayed "
                        + (rows.isPresent() ? "at " + rows.getAsLong() : "unknown") + " for "
                        + stallTimeout.toSeconds() + " s instead of reaching 0: see the log";
            }
            stop.await(LocalCluster.METRIC_PERIOD.toMillis());
        }
        return null;
    }

    private @Nullable String failure() throws InterruptedException, ExecutionException {
        Throwable publishing = player.failure();
        if (publishing != null) {
            return "the events could not be published: " + RootCause.of(publishing);
        }
        Throwable reading = reader.failure();
        if (reading != null) {
            return "the job's output could not be read: " + RootCause.of(reading);
        }
        return job.ended() ? "the job failed: " + job.reason() : null;
    }

    private @Nullable String stopped(@Nullable String problem) throws InterruptedException, ExecutionException {
        if (job.ended()) {
            return problem;
        }
        Duration patience = stop.requested() || problem != null ? PATIENCE_AFTER_STOP : stallTimeout;
        try {
            job.stopWithSavepoint(patience);
            return problem;
        } catch (ExecutionException | TimeoutException e) {
            cancel(patience);
            String unstopped = "the job did not stop with a savepoint: " + RootCause.of(e);
            return problem == null && !stop.requested() ? unstopped : problem;
        }
    }

    private void cancel(Duration patience) throws InterruptedException, ExecutionException {
        try {
            job.cancel(patience);
        } catch (TimeoutException e) {
            // the cluster is closed next, which ends the job in any case
        }
    }
}
