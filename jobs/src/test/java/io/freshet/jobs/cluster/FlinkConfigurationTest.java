package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlinkConfigurationTest {
    private static final ClusterDirectory DIRECTORY = new ClusterDirectory(Path.of("/clusters/one"));

    @Test
    void aTaskManagersMemoryAddsUpToWhatItsJvmMayTake() {
        assertThat(yaml(ClusterSettings.of(2)))
                .contains("taskmanager.memory.framework.heap.size: '128m'")
                .contains("taskmanager.memory.task.heap.size: '384m'")
                .contains("pekko.startup-timeout: '1 min'");
        assertThat(FlinkConfiguration.directMb()).isEqualTo(64 + 64 + 64);
    }

    @Test
    void rocksDbGetsMemoryOfItsOwn() {
        assertThat(yaml(ClusterSettings.of(2).with(StateBackend.ROCKSDB)))
                .contains("state.backend.type: 'rocksdb'")
                .contains("taskmanager.memory.managed.size: '128m'");
        assertThat(yaml(ClusterSettings.of(2))).contains("state.backend.type: 'hashmap'");
    }

    @Test
    void jobsAreRememberedOnlyWithHighAvailability() {
        assertThat(yaml(ClusterSettings.of(1))).doesNotContain("high-availability");
        assertThat(yaml(ClusterSettings.of(1).withHighAvailability()))
                .contains("high-availability.type: 'zookeeper'")
                .contains("high-availability.storageDir: 'file:///clusters/one/ha");
    }

    @Test
    void whatIsGivenWinsOverOurs() {
        String yaml = yaml(ClusterSettings.of(1).withFlink(Map.of("heartbeat.timeout", "it's 5 s")));

        assertThat(yaml).containsOnlyOnce("heartbeat.timeout:").contains("heartbeat.timeout: 'it''s 5 s'");
    }

    private static String yaml(ClusterSettings settings) {
        return FlinkConfiguration.yaml(settings, DIRECTORY);
    }
}
