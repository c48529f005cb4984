package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one command leaves for the next. */
class ClusterFilesTest {
    @TempDir
    Path root;

    @Test
    void settingsAreReadAsTheyWereWritten() throws Exception {
        ClusterSettings settings = new ClusterSettings(
                3, 2, 768, StateBackend.ROCKSDB, true, new ClusterPorts(1, 2, 3, 4), Map.of("a.b", "c d"));

        settings.write(root.resolve("s"));

        assertThat(ClusterSettings.read(root.resolve("s"))).isEqualTo(settings);
    }

    @Test
    void damagedSettingsAreNamed() throws Exception {
        Path file = Files.writeString(root.resolve("s"), "slots=many\n");

        assertThatIOException().isThrownBy(() -> ClusterSettings.read(file)).withMessageContaining("is damaged");
    }

    @Test
    void aSubmissionIsReadAsItWasWritten() throws Exception {
        Submission submission = new Submission(4, List.of("--prefix", "shop", "--set", "learner.rate=0.05"));

        submission.write(root.resolve("j"));

        assertThat(Submission.read(root.resolve("j"))).isEqualTo(submission);
        assertThat(submission.topics().interactions()).isEqualTo("shop.interactions.v1");
        assertThat(submission.at(1).parallelism()).isEqualTo(1);
    }

    @Test
    void deletingAClusterLeavesWhatIsNotItsOwn() throws Exception {
        ClusterDirectory directory = new ClusterDirectory(root);
        directory.create();
        Files.writeString(directory.log("broker"), "a line\nanother\n");
        Files.writeString(root.resolve("notes"), "mine");

        assertThat(directory.lastLines("broker", 1)).isEqualTo("another");
        directory.delete();

        assertThat(root).isDirectoryContaining("glob:**/notes").isDirectoryNotContaining("glob:**/log");
    }
}
