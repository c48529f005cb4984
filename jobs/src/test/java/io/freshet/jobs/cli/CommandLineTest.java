package io.freshet.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --kafka-port 70000      | --kafka-port 70000 must be 0 to 65535: 0 takes any free port
                    --partitions 0          | --partitions 0 must be 1 to 1000: a handful is plenty for one machine
                    --parallelism 999       | --parallelism 999 must be 1 to 128: use at most the number of cores
                    --max-lag 0             | --max-lag 0 must be 1 to 1000000: 2000 keeps the job busy
                    --rate 0                | --rate 0.0 must be above 0 and at most 1000000: leave it out for as fast as possible
                    --rate NaN              | --rate NaN must be above 0 and at most 1000000: leave it out for as fast as possible
                    --limit 0               | --limit 0 must be at least 1: leave it out for all
                    --events -1             | --events -1 must be at least 1: leave it out for all
                    --input none.csv        | --input none.csv is no file that can be read: check its name and rights
                    --titles none.csv       | --titles none.csv is no file that can be read: check its name and rights
                    --min-value 4           | --min-value 4.0 needs --input: give one or leave the other out
                    --stall-timeout 0       | --stall-timeout 0 must be 1 to 86400: 60 suits most machines
                    """)
    void anOptionOutsideItsLimitsIsRefusedInOneLine(String options, String message) {
        assertThat(run(("demo " + options).split(" "))).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("freshet: " + message + " (see freshet demo --help)" + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --hot-share 1.5         | --hot-share 1.5 must be 0 to 1: 0.5 is half of all
                    --hot-share NaN         | --hot-share NaN must be 0 to 1: 0.5 is half of all
                    --events 10             | --events 10 must be 1000 to 10000000: 300000 takes about five minutes
                    --rate 0                | --rate 0.0 must be above 0 and at most 1000000: leave it out for as fast as possible
                    --events 1000           | --events 1000 must be 120000 to 10000000: half of them are played at --rate for --seconds
                    --rate 90000            | --seconds 60 must be 1 to 55: more events at that rate cannot be played
                    """)
    void theBenchmarkOfTheJobRefusesTheSameWay(String options, String message) {
        assertThat(run(("bench job " + options).split(" "))).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("freshet: " + message + " (see freshet bench job --help)" + System.lineSeparator());
    }

    @Test
    void generatedEventsAndAFileExcludeEachOther(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("a.csv"), "");
        assertThat(run("demo", "--input", file.toString(), "--events", "5")).isEqualTo(2);
        assertThat(err.toString()).contains("--events 5 cannot go with --input: use --limit");
    }

    @Test
    void anUnknownOptionIsOneLineAndStatusTwo() {
        assertThat(run("demo", "--frobnicate")).isEqualTo(2);
        assertThat(err.toString()).containsOnlyOnce("\n").contains("'--frobnicate'");
    }

    @Test
    void rulesAreCheckedAsAWholeBeforeAnyBrokerIsAsked(@TempDir Path dir) throws Exception {
        Path good = Files.writeString(dir.resolve("good.yaml"), "rules:\n  recalled:\n    items: [a]\n");
        Path bad = Files.writeString(dir.resolve("bad.yaml"), "rules:\n  recalled:\n    item: [a]\n");

        assertThat(run("rules", good.toString(), "--check")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("1 rule, nothing is wrong with them" + System.lineSeparator());
        assertThat(run("rules", bad.toString(), "--bootstrap", "localhost:1")).isEqualTo(2);
        assertThat(err.toString()).contains("bad.yaml:3: there is no key recalled.item: did you mean items?");
        assertThat(run("rules")).isEqualTo(2);
        assertThat(run("rules", good.toString(), "--withdraw")).isEqualTo(2);
        assertThat(err.toString()).contains("give either a file of rules or --withdraw");
    }

    @Test
    void withoutACommandTheUsageIsNamed() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("freshet --help");
    }

    @Test
    void aValueThatIsNoNumberIsNamed() {
        assertThat(run("demo", "--rate", "fast")).isEqualTo(2);
        assertThat(err.toString()).containsOnlyOnce("\n").contains("--rate").contains("'fast'");
    }

    @Test
    void anUnknownTopicIsRefusedWithThoseThereAre() {
        assertThat(run("tail", "nonsense")).isEqualTo(2);
        assertThat(err.toString())
                .contains("'nonsense'")
                .contains("control, erasure,")
                .contains("item-state");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    u --limit 0         | the request's limit is 0, allowed is 1 to 1000; choose a value between them
                    u --timeout 0       | --timeout 0 must be 1 to 3600: 15 is plenty for a job that runs
                    u --titles none.csv | --titles none.csv is no file that can be read: check its name and rights
                    """)
    void aRequestThatTheJobWouldRefuseIsNotSent(String options, String message) {
        assertThat(run(("ask " + options + " --bootstrap no-broker:9092").split(" ")))
                .isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("freshet: " + message + " (see freshet ask --help)" + System.lineSeparator());
    }

    @Test
    void anInputThatCannotBeUsedIsOneLineAndStatusTwo(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("a.csv"), "user,item,timestamp_ms,value\n");
        assertThat(run("replay", "--input", file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("freshet: " + file + " has no rows: give one with at least one" + System.lineSeparator());
    }

    @Test
    void versionAndHelpGoToTheStandardOutput() {
        assertThat(run("--version")).isZero();
        assertThat(run("demo", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("freshet ").contains("--max-lag=N");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void configPrintsTheSettingsWithWhatIsGiven() {
        assertThat(run("config", "--set", "learner.dimension=8")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(Settings.load(null, List.of("learner.dimension=8")).toYaml());
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "demo", "replay"})
    void aWrongSettingIsOneLineAndStatusTwo(String command, @TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("a.yaml"), "learner:\n  rate: fast\n");
        List<String> args = new ArrayList<>(List.of(command, "--config", file.toString()));
        if (command.equals("replay")) {
            args.addAll(List.of(
                    "--input", Files.writeString(dir.resolve("a.csv"), "").toString()));
        }

        assertThat(run(args.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("freshet: " + file + ":2: learner.rate is fast: it must be a number (see freshet " + command
                        + " --help)" + System.lineSeparator());
    }

    private int run(String... args) {
        CommandLine commandLine =
                Main.commandLine(new EngineParts(), new PrintStream(out, true, StandardCharsets.UTF_8));
        return commandLine.setErr(new PrintWriter(err, true)).execute(args);
    }
}
