package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterProcessTest {
    @TempDir
    Path directory;

    @Test
    void isFoundAgainByItsFileUntilItEnds() throws Exception {
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        ClusterProcess.of("task-manager-7", sleeper.toHandle()).write(directory);

        ClusterProcess found = ClusterProcess.read(ClusterProcess.file(directory, "task-manager-7"));

        assertThat(found.name()).isEqualTo("task-manager-7");
        assertThat(found.isTaskManager()).isTrue();
        assertThat(found.isAlive()).isTrue();
        found.kill();
        assertThat(found.awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(found.isAlive()).isFalse();
    }

    @Test
    void anotherProcessThatGotItsNumberIsNotIt() {
        ProcessHandle other = ProcessHandle.current();
        long started = other.info().startInstant().orElseThrow().toEpochMilli();

        assertThat(new ClusterProcess("broker", other.pid(), started).isAlive()).isTrue();
        assertThat(new ClusterProcess("broker", other.pid(), started - 60_000).isAlive())
                .isFalse();
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("broker.pid"), "none");

        assertThatIOException().isThrownBy(() -> ClusterProcess.read(file)).withMessageContaining("broker.pid");
    }
}
