package io.freshet.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.demo.Terminal.Size;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTest {

    @Test
    void sttyIsAskedFirstThenTheEnvironmentThenTradition() {
        assertThat(Terminal.parse("50 132\n", Map.of("COLUMNS", "90"))).isEqualTo(new Size(132, 50));
        assertThat(Terminal.parse("", Map.of("COLUMNS", "90"))).isEqualTo(new Size(90, 24));
        assertThat(Terminal.parse("0 0", Map.of())).isEqualTo(new Size(80, 24));
    }
}
