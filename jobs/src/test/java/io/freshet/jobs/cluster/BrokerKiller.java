package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

/** Kills the broker with {@code kill -9} and brings it back some seconds later. */
record BrokerKiller(int kills) implements Ordeal {
    private static final int OUTAGE_MS = 5_000;

    @Override
    public void happen(Setting setting) throws Exception {
        Standing standing = setting.standing();
        long answered = 0;
        for (int n = 0; n < kills; n++) {
            Standing.Moment moment = standing.awaitMoment(answered);
            answered = setting.answers().answered();
            setting.cluster().kill(Processes.BROKER, false);
            TimeUnit.MILLISECONDS.sleep(OUTAGE_MS);
            long backNanos = System.nanoTime();
            assertThat(setting.cluster().repair(LiveRun.PATIENCE)).containsExactly(Processes.BROKER);
            standing.awaitAnswersAfter(answered);
            long answeredMs = (System.nanoTime() - backNanos) / 1_000_000;
            standing.awaitTasks();
            standing.awaitCheckpointAfter(moment.checkpoint());
            setting.report()
                    .write(("{\"killed\":\"broker\",\"away_ms\":%d,\"checkpoint_before\":%d,\"restored\":%d,"
                                    + "\"covered\":%d,\"answered\":%d,\"gap\":%d,\"first_answer_ms\":%d,"
                                    + "\"checkpoint_ms\":%d,\"restarts\":%d}")
                            .formatted(
                                    OUTAGE_MS,
                                    moment.checkpoint(),
                                    standing.restored(),
                                    moment.covered(),
                                    answered,
                                    answered - moment.covered(),
                                    answeredMs,
                                    (System.nanoTime() - backNanos) / 1_000_000,
                                    setting.job().restarts()));
            answered = setting.answers().answered();
        }
    }
}
