package io.freshet.jobs.cli;

import io.freshet.jobs.config.JobConfig;
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
    public LocalJob job(boolean repeat, boolean exactlyOnce, int partitions) {
        return (env, bootstrapServers, topics) -> {
            JobConfig config = JobConfig.defaults(bootstrapServers, repeat)
                    .withTopics(topics)
                    .forPlaying(partitions);
            FreshetJob.build(env, exactlyOnce ? transactional(config) : config);
        };
    }

    private static JobConfig transactional(JobConfig config) {
        return config.withGuarantee(DeliveryGuarantee.EXACTLY_ONCE).withCheckpointInterval(TRANSACTIONAL_CHECKPOINTS);
    }
}
