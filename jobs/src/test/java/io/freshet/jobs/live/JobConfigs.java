package io.freshet.jobs.live;

import io.freshet.features.LoopConfig;
import io.freshet.jobs.config.JobConfig;

/** Settings for tests of one operator, which never see a broker. */
final class JobConfigs {
    private JobConfigs() {}

    static JobConfig withLoop(int pushEvents, int heldPushes) {
        return JobConfig.builder("no-broker:9092")
                .loop(new LoopConfig(pushEvents, heldPushes))
                .build();
    }
}
