package io.freshet.jobs.cli;

import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.InteractionFiles;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.jobs.input.SyntheticStream;
import io.freshet.jobs.input.SyntheticTitles;
import io.freshet.jobs.input.Titles;
import io.freshet.jobs.live.FreshetJob;
import io.freshet.jobs.local.LocalJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** The real ones. */
final class EngineParts implements DemoParts {
    /** Transactional output is answered at checkpoints only, and the player waits for answers. */
    private static final Duration TRANSACTIONAL_CHECKPOINTS = Duration.ofMillis(500);

    @Override
    public InteractionStream file(Path file, InputOptions options) {
        return InteractionFiles.open(file, options);
    }

    @Override
    public InteractionStream generated(long seed, long events) {
        return SyntheticStream.open(seed, events);
    }

    @Override
    public Function<String, String> titles(Path file) {
        return Titles.read(file)::titleOf;
    }

    @Override
    public Function<String, String> generatedTitles() {
        return SyntheticTitles::titleOf;
    }

    @Override
    public LocalJob job(Settings settings, boolean repeat, boolean exactlyOnce, int partitions) {
        return (env, bootstrapServers, topics) -> {
            JobConfig.Builder config = JobConfig.builder(bootstrapServers)
                    .topics(topics)
                    .settings(settings, repeat)
                    .played(partitions);
            FreshetJob.build(env, (exactlyOnce ? transactional(config) : config).build());
        };
    }

    private static JobConfig.Builder transactional(JobConfig.Builder config) {
        return config.guarantee(DeliveryGuarantee.EXACTLY_ONCE).checkpointInterval(TRANSACTIONAL_CHECKPOINTS);
    }
}
