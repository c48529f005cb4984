package io.freshet.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TableCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void whatDoesNotFitTheHeapIsSkippedWithTheWayToGiveItMore() {
        assertThat(run("table", "--rows", "2000000000", "--dimension", "4096")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("SKIPPED: 2000000000 rows need a heap of ")
                .contains("FRESHET_JAVA_OPTS=\"-XX:+UseG1GC -Xmx");
    }

    @Test
    void tooFewRowsAreRefused() {
        assertThat(run("table", "--rows", "9")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("rows is 9 and dimension 64: at least 1,000 rows");
    }

    private int run(String... arguments) {
        return Main.commandLine(print(out), print(err)).execute(arguments);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
