package io.freshet.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.jobs.rundir.RunFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path dir;

    @Test
    void withJsonTheOutputIsOneObject() throws IOException {
        String run = run("run", "aa");
        assertThat(execute("compare", run + ":a", run + ":b", "--metric", "NDCG@10", "--json"))
                .isZero();
        JsonNode root = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(root.path("metric").asText()).isEqualTo("ndcg@10");
        assertThat(root.at("/comparisons/0/windows/metric").asText()).isEqualTo("hr@10");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void runsThatAreNotComparableAreOneLineAndStatusTwo() throws IOException {
        assertThat(execute("compare", run("run", "aa") + ":a", run("other", "bb") + ":a"))
                .isEqualTo(2);
        assertThat(err.toString())
                .containsOnlyOnce("\n")
                .startsWith("freshet: ")
                .contains("not comparable: input sha256 is aa (interactions.csv.gz) against bb");
        assertThat(out.size()).isZero();
    }

    @Test
    void whatIsNoRunIsOneLineAndStatusTwo() {
        assertThat(execute("compare", dir + "/none", dir + "/none")).isEqualTo(2);
        assertThat(err.toString())
                .containsOnlyOnce("\n")
                .startsWith("freshet: ")
                .contains("is no directory of a run");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    --metric hr@5      | 'hr@5' is none of hr@10, ndcg@10, mrr@10, hr@100
                    --confidence 95    | --confidence 95.0 must be 0.5 to 0.9999: 0.95 is usual
                    --window 0         | --window 0 must be at least 1
                    --window 9         | --window 9 must be at most the stream's 2 events
                    --resamples 10     | --resamples 10 must be 100 to 1000000
                    """)
    void anOptionOutsideItsLimitsIsRefusedInOneLine(String options, String message) throws IOException {
        String run = run("run", "aa");
        String[] words = ("compare " + run + ":a " + run + ":b " + options).split(" ");
        assertThat(execute(words)).isEqualTo(2);
        assertThat(err.toString())
                .containsOnlyOnce("\n")
                .contains(message)
                .endsWith("(see freshet compare --help)" + System.lineSeparator());
    }

    @Test
    void oneRunIsNotEnough() {
        assertThat(execute("compare", "a")).isEqualTo(2);
        assertThat(err.toString()).containsOnlyOnce("\n").contains("RUN");
    }

    private String run(String name, String sha256) throws IOException {
        return new RunFixture("a", "b", "embedding")
                .sha256(sha256)
                .tested("u", 1, 2, 3)
                .tested("v", 0, 2, 3)
                .write(dir.resolve(name))
                .toString();
    }

    private int execute(String... args) {
        return Main.commandLine(new EngineParts(), new PrintStream(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
