package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.input.SyntheticStream;
import io.freshet.jobs.local.StopSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Nothing is lost when task managers are killed: a generated stream is played through a real cluster, task managers
 * are killed while it plays, and in the end what the job has counted is compared with a count over the input. A kill counts
 * if the job went back to the checkpoint that was the newest when it was chosen, so that what it cost is known.
 *
 * @param report gets one line of JSON for each kill, and one for the outcome
 * @param rate events per second
 */
record KillProof(Path directory, Report report, boolean exactlyOnce, int kills, double rate, int checkpointMs) {
    private static final int PARALLELISM = 2;

    /** One more than needed, so that nothing waits for a new one to start. */
    private static final int TASK_MANAGERS = PARALLELISM + 1;

    void run() throws Exception {
        try (LiveRun run = LiveRun.up(directory, TASK_MANAGERS, arguments())) {
            RunningJob job = run.submit(PARALLELISM, null);
            run.awaitCovered(killWhilePlaying(run, job));
            run.awaitPublished(job);
            compare(run.stop());
        }
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--checkpoint-interval", Integer.toString(checkpointMs)));
        if (exactlyOnce) {
            arguments.add("--exactly-once");
        }
        return arguments;
    }

    /** Returns how many events were played. */
    private long killWhilePlaying(LiveRun run, RunningJob job) throws Exception {
        try (AnswerTail answers = new AnswerTail(run.broker(), run.topics().evaluations());
                StopSignal stop = new StopSignal()) {
            CompletableFuture<Long> player =
                    CompletableFuture.supplyAsync(() -> run.play(SyntheticStream.open(1, Long.MAX_VALUE), rate, stop));
            try {
                kill(new Killer(run.cluster(), job, answers, PARALLELISM, checkpointMs, new SplittableRandom(kills)));
            } finally {
                stop.request();
            }
            return player.get(LiveRun.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void kill(Killer killer) throws Exception {
        int counted = 0;
        for (int number = 0; counted < kills; number++) {
            Kill kill = killer.kill(number);
            report.write(kill.toJson());
            assertThat(kill.before()).as("checkpoint before the kill").isPositive();
            assertThat(kill.restored()).as("checkpoint that it went on from").isGreaterThanOrEqualTo(kill.before());
            if (kill.restored() == kill.before()) {
                assertThat(kill.gap()).as("answers past the checkpoint").isPositive();
                counted++;
            }
        }
    }

    private void compare(Outcome outcome) throws Exception {
        report.write("{\"exactly_once\":%b,\"kills\":%d,%s}".formatted(exactlyOnce, kills, outcome.figures()));
        outcome.assertCounted();
        outcome.assertNothingLost();
        if (exactlyOnce) {
            outcome.assertNothingRepeated();
        }
        outcome.assertRowsAreTheOwners();
    }
}
