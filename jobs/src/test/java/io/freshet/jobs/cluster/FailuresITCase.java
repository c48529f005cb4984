package io.freshet.jobs.cluster;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The job manager dies, the broker dies, the disk is full. Part of {@code benchmarks/proofs}. */
@EnabledIfSystemProperty(named = Scale.PROPERTY, matches = Scale.VALUES)
class FailuresITCase {
    private static final String SMALL_DISK = "freshet.small-disk";
    private static final int TIMES = Scale.given().of(1, 3);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void theJobSurvivesItsJobManager() throws Exception {
        Scenario scenario = Scenario.named("job-manager", true);
        new SurvivalProof(directory, scenario.on(ClusterSettings.of(2).withHighAvailability()))
                .run(new JobManagerKiller(TIMES));
    }

    @Test
    void theJobSurvivesItsBrokerExactlyOnce() throws Exception {
        new SurvivalProof(directory, Scenario.named("broker-exactly-once", true).on(ClusterSettings.of(2)))
                .run(new BrokerKiller(TIMES));
    }

    @Test
    void theJobSurvivesItsBrokerAtLeastOnce() throws Exception {
        new SurvivalProof(
                        directory, Scenario.named("broker-at-least-once", false).on(ClusterSettings.of(2)))
                .run(new BrokerKiller(TIMES));
    }

    /** The property names a directory on a file system of its own, which is filled. */
    @Test
    @EnabledIfSystemProperty(named = SMALL_DISK, matches = ".+")
    void theJobSurvivesAFullDisk() throws Exception {
        Path disk = Path.of(System.getProperty(SMALL_DISK));
        ClusterSettings settings = ClusterSettings.of(2)
                .withFlink(Map.of("execution.checkpointing.dir", disk.toUri().toString()));
        new SurvivalProof(directory, Scenario.named("full-disk", true).on(settings)).run(new DiskFiller(disk));
    }
}
