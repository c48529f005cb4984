package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class LiveCommandTest {
    @Test
    void withoutSettingsTheJobHasTheDefaultsAndServesTheRanker() {
        assertThat(config("--bootstrap", "no-broker:9092"))
                .isEqualTo(JobConfig.builder("no-broker:9092")
                        .settings(Settings.DEFAULTS, false)
                        .build());
        assertThat(config("--bootstrap", "no-broker:9092").recommender().ranker())
                .isEqualTo(Settings.DEFAULTS.ranker());
    }

    @Test
    void theEmbeddingIsServedIfAsked() {
        assertThat(config("--bootstrap", "no-broker:9092", "--set", "serving.model=embedding"))
                .isEqualTo(JobConfig.builder("no-broker:9092").build());
    }

    @Test
    void settingsComeFromTheFileAndTheCommandLine(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("a.yaml"), "learner.dimension: 8\nloop.push-events: 9\n");

        JobConfig config = config(
                "--bootstrap",
                "no-broker:9092",
                "--repeat",
                "--exactly-once",
                "--alignment",
                "5",
                "--config",
                file.toString(),
                "--set",
                "loop.push-events=3",
                "--set",
                "learner.rate=0.2");

        Settings expected =
                Settings.load(null, List.of("learner.dimension=8", "learner.rate=0.2", "loop.push-events=3"));
        assertThat(config)
                .isEqualTo(JobConfig.builder("no-broker:9092")
                        .settings(expected, true)
                        .guarantee(DeliveryGuarantee.EXACTLY_ONCE)
                        .alignment(Duration.ofMillis(5))
                        .build());
    }

    @Test
    void aWrongSettingIsAUsageError() {
        StringWriter err = new StringWriter();
        int status = new CommandLine(new LiveCommand())
                .setErr(new PrintWriter(err, true))
                .execute("--bootstrap", "no-broker:9092", "--set", "learner.rat=1");

        assertThat(status).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("--set learner.rat=1: there is no key learner.rat: did you mean learner.rate?");
    }

    private static JobConfig config(String... args) {
        LiveCommand command = new LiveCommand();
        new CommandLine(command).parseArgs(args);
        return command.config();
    }
}
