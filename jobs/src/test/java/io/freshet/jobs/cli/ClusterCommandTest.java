package io.freshet.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClusterCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    up --task-managers 0             | --task-managers 0 must be 1 to 64: each takes about 762 MB
                    up --heap 100                    | --heap 100 must be 256 to 1048576: 512 suits a small catalogue
                    up --kafka-port 70000            | --kafka-port 70000 must be 0 to 65535: 0 takes any free port
                    up --timeout 0                   | --timeout 0 must be 1 to 86400: 120 suits most machines
                    submit --parallelism 0           | --parallelism 0 must be 1 to 720: use at most the number of slots
                    rescale --parallelism 99         | --parallelism 99 must be 1 to 64: each slot holds the whole model
                    play --rate 0                    | --rate 0.0 must be above 0 and at most 1000000: leave it out for as fast as possible
                    play --input none.csv            | --input none.csv is no file that can be read: check its name and rights
                    """)
    void anOptionOutsideItsLimitsIsRefusedInOneLine(String options, String message) {
        assertThat(run(("cluster " + options).split(" "))).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("freshet: " + message + " (see freshet cluster " + options.substring(0, options.indexOf(' '))
                        + " --help)" + System.lineSeparator());
    }

    @Test
    void theStateBackendsAreNamed() {
        assertThat(run("cluster", "up", "--state-backend", "disk")).isEqualTo(2);
        assertThat(err.toString()).contains("'disk'").contains("HASHMAP, ROCKSDB");
    }

    @Test
    void withoutACommandTheUsageIsNamed() {
        assertThat(run("cluster")).isEqualTo(2);
        assertThat(err.toString()).contains("freshet cluster --help");
    }

    private int run(String... args) {
        return Main.commandLine(new EngineParts(), new PrintStream(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
