package io.freshet.jobs.cluster;

import io.freshet.jobs.input.SyntheticStream;
import io.freshet.jobs.local.StopSignal;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Nothing is lost whatever happens: a generated stream is played through a real cluster while an {@link Ordeal} happens to
 * it, and in the end what the job has counted is compared with a count over the input.
 */
record SurvivalProof(Path directory, Scenario scenario) {

    void run(Ordeal ordeal) throws Exception {
        Report report = Report.named(scenario.name());
        try (LiveRun run = LiveRun.up(directory, scenario.cluster(), scenario.arguments())) {
            RunningJob job = run.submit(scenario.parallelism(), null);
            long played = play(run, job, report, ordeal);
            run.awaitCovered(played);
            run.awaitPublished(job);
            compare(report, job.restarts(), run.stop());
        }
    }

    /** Returns how many events were played. */
    private long play(LiveRun run, RunningJob job, Report report, Ordeal ordeal) throws Exception {
        try (AnswerTail answers = new AnswerTail(run.broker(), run.topics().evaluations());
                StopSignal stop = new StopSignal()) {
            SplittableRandom random = new SplittableRandom(scenario.name().hashCode());
            Standing standing = new Standing(run, job, answers, scenario.checkpointMs(), random);
            CompletableFuture<Long> player = CompletableFuture.supplyAsync(
                    () -> run.play(SyntheticStream.open(1, Long.MAX_VALUE), scenario.rate(), stop));
            try {
                ordeal.happen(new Ordeal.Setting(run, job, answers, standing, report, random));
            } finally {
                stop.request();
            }
            return player.get(LiveRun.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void compare(Report report, long restarts, Outcome outcome) throws Exception {
        report.write("{\"outcome\":\"%s\",\"exactly_once\":%b,\"state_backend\":\"%s\",\"restarts\":%d,%s}"
                .formatted(
                        scenario.name(),
                        scenario.exactlyOnce(),
                        scenario.cluster().stateBackend(),
                        restarts,
                        outcome.figures()));
        outcome.assertCounted();
        outcome.assertNothingLost();
        if (scenario.exactlyOnce()) {
            outcome.assertNothingRepeated();
        }
        outcome.assertRowsAreTheOwners();
    }
}
