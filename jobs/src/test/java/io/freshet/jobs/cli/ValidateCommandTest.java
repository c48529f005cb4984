package io.freshet.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    private static final String HEADER = "user,item,timestamp_ms,value\n";
    private static final String IN_ORDER = HEADER + "ann,tea,1600000000000,1\nann,pot,1600000060000,1\n";
    private static final String OUT_OF_ORDER = HEADER + "ann,tea,1600000060000,1\nann,pot,1600000000000,1\n";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();
    private final Path file;

    ValidateCommandTest(@TempDir Path folder) {
        this.file = folder.resolve("my file.csv");
    }

    @Test
    void warningsAloneAreStatusZero() throws IOException {
        assertThat(validate(IN_ORDER)).isZero();
        assertThat(out()).contains("WARN  size ").doesNotContain("FAIL  ").doesNotContain("\u001B");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theAdvisedCommandCanBePastedIntoAShell() throws IOException {
        validate(IN_ORDER);
        assertThat(out())
                .endsWith("  ./freshet replay --input '" + file + "' --mode G --variant X" + System.lineSeparator());
    }

    @Test
    void aFailedCheckIsStatusOneWithItsRowsAndRemedy() throws IOException {
        assertThat(validate(OUT_OF_ORDER)).isEqualTo(1);
        assertThat(out().lines())
                .contains(
                        "FAIL  order of time        Time goes back at 1 row, by 60 s at most.",
                        "                           line 3: user 'ann', item 'pot', 2020-09-13T12:26:40Z"
                                + " (1600000000000), value 1: 60 s before line 2");
        assertThat(out()).contains("→ sort the file").contains("Advice, once the failures are repaired");
    }

    @Test
    void anUnusableFileIsStatusTwoInOneLine() throws IOException {
        assertThat(validate("")).isEqualTo(2);
        assertThat(err.toString()).startsWith("freshet: " + file + " is empty").containsOnlyOnce("\n");
        assertThat(out()).isEmpty();
    }

    @Test
    void jsonIsOneObjectOnOneLine() throws IOException {
        assertThat(validate(OUT_OF_ORDER, "--json", "--min-value", "1")).isEqualTo(1);
        assertThat(out()).containsOnlyOnce("\n");
        JsonNode report = new ObjectMapper().readTree(out());
        assertThat(report.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "input", "min_value", "rows", "damaged_rows", "events", "checks", "advice", "passes");
        assertThat(report.path("passes").isBoolean()).isTrue();
        assertThat(report.path("passes").asBoolean()).isFalse();
        assertThat(report.path("advice").path("mode").asText()).isEqualTo("G");
        assertThat(report.path("advice").path("min_value").asDouble()).isEqualTo(1);
        JsonNode order = report.path("checks").get(3);
        assertThat(order.path("name").asText()).isEqualTo("order of time");
        assertThat(order.path("status").asText()).isEqualTo("FAIL");
        assertThat(order.path("figures").path("longest_step_back_ms").asLong()).isEqualTo(60_000);
        assertThat(order.path("examples").get(0).path("line").asLong()).isEqualTo(3);
        assertThat(order.path("remedy").asText()).startsWith("sort the file");
    }

    @Test
    void aMinimumValueThatIsNoNumberIsRefused() throws IOException {
        assertThat(validate(IN_ORDER, "--min-value", "NaN")).isEqualTo(2);
        assertThat(err.toString()).contains("--min-value NaN is no finite number: give one or leave it out");
    }

    @Test
    void helpSaysWhatTheStatusMeans() {
        assertThat(run("validate", "--help")).isZero();
        assertThat(out()).contains("Status: 0 if no check fails");
    }

    private int validate(String text, String... more) throws IOException {
        Files.writeString(file, text);
        String[] args = new String[more.length + 3];
        args[0] = "validate";
        args[1] = "--input";
        args[2] = file.toString();
        System.arraycopy(more, 0, args, 3, more.length);
        return run(args);
    }

    private int run(String... args) {
        return Main.commandLine(new EngineParts(), new PrintStream(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
