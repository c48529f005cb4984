package io.freshet.jobs.live;

import io.freshet.features.LoopConfig;
import io.freshet.jobs.config.JobConfig;

/** Settings for tests of one operator, which never see a broker. */
final class JobConfigs {
    private JobConfigs() {}

    static JobConfig withLoop(int pushEvents, int heldPushes) {
        JobConfig defaults = JobConfig.defaults("no-broker:9092", false);
        return new JobConfig(
                defaults.bootstrapServers(),
                defaults.topics(),
                defaults.recommender(),
                new LoopConfig(pushEvents, heldPushes),
                defaults.pushInterval(),
                defaults.limit(),
                defaults.guarantee(),
                defaults.checkpointInterval(),
                defaults.maxFuture(),
                defaults.alignment());
    }
}
