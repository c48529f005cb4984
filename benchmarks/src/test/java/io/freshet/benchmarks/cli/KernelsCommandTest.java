package io.freshet.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class KernelsCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theListNamesWhatIsMeasured() {
        assertThat(run("kernels", "--list")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line -> line.startsWith("exact/1M/d64/c-sum  exact top-100 of one query against "));
    }

    @Test
    void anUnknownNameIsRefusedWithTheWayToFindTheRightOne() {
        assertThat(run("kernels", "--only", "nonsense")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("freshet: no benchmark is called nonsense: --list shows all of them\n");
    }

    @Test
    void aHomeWithoutJavaIsRefused() {
        assertThat(run("kernels", "--jdk", "/nowhere")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("freshet: there is no bin/java in /nowhere: pass the home of a JDK\n");
    }

    @Test
    void anUnknownOptionIsRefusedInOneLine() {
        assertThat(run("kernels", "--fast")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("freshet: Unknown option: '--fast' (see freshet bench kernels --help)\n");
    }

    private int run(String... arguments) {
        return Main.commandLine(print(out), print(err)).execute(arguments);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
