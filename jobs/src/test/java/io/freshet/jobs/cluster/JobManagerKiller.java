package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

/** Kills the job manager with {@code kill -9}; another takes its place and finds the job in ZooKeeper. */
record JobManagerKiller(int kills) implements Ordeal {

    @Override
    public void happen(Setting setting) throws Exception {
        Standing standing = setting.standing();
        long answered = 0;
        for (int n = 0; n < kills; n++) {
            Standing.Moment moment = standing.awaitMoment(answered);
            answered = setting.answers().answered();
            long killedNanos = System.nanoTime();
            setting.cluster().kill(Processes.JOB_MANAGER, true);
            standing.awaitRestart(moment.restored());
            Kill kill = new Kill(
                    Processes.JOB_MANAGER,
                    "all",
                    false,
                    0,
                    moment.checkpoint(),
                    standing.restored(),
                    moment.covered(),
                    answered,
                    (System.nanoTime() - killedNanos) / 1_000_000);
            setting.report().write(kill.toJson());
            assertThat(kill.restored()).as("checkpoint that it went on from").isGreaterThanOrEqualTo(kill.before());
            assertThat(setting.cluster().requireJob().id())
                    .as("the job")
                    .isEqualTo(setting.job().id());
            answered = setting.answers().answered();
        }
        standing.awaitCheckpointAfter(standing.restored());
    }
}
