package io.freshet.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SweepCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path dir;

    private Path input = Path.of("");
    private Path table = Path.of("");

    @BeforeEach
    void writeAStream() throws Exception {
        StringBuilder rows = new StringBuilder("user,item,timestamp_ms,value\n");
        for (int i = 0; i < 400; i++) {
            int user = i * 7 % 20;
            rows.append(user)
                    .append(',')
                    .append((i / 20 + user) % 30)
                    .append(',')
                    .append(i)
                    .append(",1\n");
        }
        input = Files.writeString(dir.resolve("in.csv"), rows);
        table = dir.resolve("table.csv");
    }

    @Test
    void theBestComesWithTheBaseAVerdictAndOptionsToPaste() {
        assertThat(sweep("--set learner.dimension=8 --grid learner.rate=0.02,0.4 --grid learner.negatives=4"))
                .isZero();
        assertThat(lines().get(0))
                .isEqualTo("search part: events 0 to 279, 280 tested; rest: events 280 to 399, 120 tested");
        assertThat(lines().get(1).split(" {2,}"))
                .containsExactly(
                        "trial",
                        "learner.rate",
                        "learner.negatives",
                        "search hr@10",
                        "rest hr@10",
                        "rest ndcg@10",
                        "rest mrr@10",
                        "rest hr@100",
                        "seconds");
        assertThat(lines().subList(2, 5)).anyMatch(line -> line.matches("0 base +0\\.1 +64 .*"));
        String best = lines().get(2);
        if (!best.startsWith("0 base")) {
            String[] cells = best.split(" +");
            assertThat(lines()).anyMatch(line -> line.contains("95 % interval over users"));
            assertThat(lines())
                    .contains(
                            "The best trial's settings, for replay: --set learner.dimension=8 --set learner.negatives="
                                    + cells[2] + " --set learner.rate=" + cells[1]);
        }
        assertThat(table).isRegularFile();
        assertThat(dir.resolve("table.csv.json")).isRegularFile();
    }

    @Test
    void theSameCommandGoesOnAndAnotherIsRefused() {
        String options = "--set learner.dimension=8 --random 3 --range learner.rate=0.01..0.5:log";
        assertThat(sweep(options)).isZero();
        List<String> first = lines();
        out.reset();
        assertThat(sweep(options)).isZero();
        assertThat(lines().get(0)).isEqualTo("Going on: 4 of 4 trials are in " + table);
        assertThat(lines().stream()
                        .skip(1)
                        .map(line -> line.replace(
                                "but the rest was looked at once before", "which took no part in the choice")))
                .isEqualTo(first);
        assertThat(sweep(options + " --seed 2")).isEqualTo(2);
        assertThat(err.toString())
                .endsWith("freshet: " + table + " belongs to another sweep, where search.seed was 1 and is now 2:"
                        + " ask for the same, or name another file" + System.lineSeparator());
    }

    @Test
    void keysThatDoNotMatterAreCalledThat() {
        assertThat(sweep("--model popularity --grid learner.rate=0.02,0.4")).isZero();
        assertThat(lines())
                .contains("All trials rank alike: none of the varied keys matters to this model on this stream.")
                .contains("Nothing is gained: on the search part no trial has a higher hr@10 than the base settings.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --threads 2                                    | there is nothing to try: say what with --grid
                    --random 3                                     | there is nothing to try: say what with --range
                    --range learner.rate=0.1..0.2                  | needs --random
                    --grid learner.rate=0.1 --seed 3               | --seed 3 needs --random
                    --grid learner.rate=0.1 --random 3             | --random 3 cannot go with --grid
                    --grid learner.rate=11                         | learner.rate is 11: set it between 0 and 10
                    --grid learner.rate=0.1 --search-part 1        | --search-part 1.0 must be above 0 and below 1
                    --grid learner.rate=0.1 --metric auc           | --metric auc is unknown: use hr@10, ndcg@10, mrr@10 or hr@100
                    --grid learner.rate=0.1 --model nonsense       | there is no model 'nonsense'
                    --grid learner.rate=0.1 --model all            | model all is more than one
                    --grid learner.rate=0.1 --threads 0            | --threads 0 must be 1 to 1000
                    """)
    void aRequestThatCannotBeIsOneLineAndStatusTwo(String options, String message) {
        assertThat(sweep(options)).isEqualTo(2);
        assertThat(err.toString()).startsWith("freshet: ").contains(message).containsOnlyOnce("\n");
        assertThat(table).doesNotExist();
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private int sweep(String options) {
        List<String> args = new ArrayList<>(
                List.of("sweep", "--input", input.toString(), "--variant", "I", "--out", table.toString()));
        args.addAll(List.of(options.split(" ")));
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Main.commandLine(new EngineParts(), to)
                .setErr(new PrintWriter(err, true))
                .execute(args.toArray(String[]::new));
    }
}
