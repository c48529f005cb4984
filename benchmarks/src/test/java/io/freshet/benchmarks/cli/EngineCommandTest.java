package io.freshet.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class EngineCommandTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aFileThatIsNotThereIsRefusedBeforeAnythingRuns() {
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

        int status = Main.commandLine(out, new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute("engine", "--input", "/nowhere/events.csv");

        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(
                        "freshet: cannot read /nowhere/events.csv: give a CSV file, plain or gzip\n");
    }
}
