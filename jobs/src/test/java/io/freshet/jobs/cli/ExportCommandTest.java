package io.freshet.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportCommandTest {
    private static final String FEATURES =
            """
            features:
              user_views: {entity: user, aggregation: count, events: [view]}
              item_rating: {entity: item, aggregation: mean, events: [rate]}
            """;
    private static final String EVENTS =
            """
            user,item,timestamp_ms,value,type
            ann,tea,1000,1,view
            bob,tea,2000,1,view
            ann,tea,3000,4,rate
            ann,cup,3000,2,rate
            bob,tea,4000,5,rate
            """;
    private static final String HEADER = "event_id,user,item,timestamp_ms,type,label,user_views,item_rating";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();
    private Path features = Path.of("");
    private Path events = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        features = Files.writeString(directory.resolve("f.yaml"), FEATURES);
        events = Files.writeString(directory.resolve("in.csv"), EVENTS);
    }

    @Test
    void aRowForEachLabelShowsTheFeaturesBeforeItsGroup() throws IOException {
        Path file = directory.resolve("sub/out.csv");
        assertThat(run(file, "--labels", "rate")).isZero();

        assertThat(file)
                .hasContent(
                        HEADER
                                + """

                                r3,ann,tea,3000,rate,4,1,
                                r4,ann,cup,3000,rate,2,1,
                                r5,bob,tea,4000,rate,5,1,4
                                """);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("3 rows of 2 features from 5 events in ")
                .contains("users held: 2 at the end, 2 at most (0.0 MiB), 0 let go");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void withoutLabelsEveryEventHasARowAndLimitsAreThoseOfTheInput() throws IOException {
        Path file = directory.resolve("out.csv");
        assertThat(run(file, "--limit", "2")).isZero();
        assertThat(Files.readAllLines(file))
                .containsExactly(HEADER, "r1,ann,tea,1000,view,1,0,", "r2,bob,tea,2000,view,1,0,");
        assertThat(err.toString())
                .contains("freshet: no event is of type rate, which feature item_rating looks at; the types are view");
    }

    @Test
    void labelsFromATimeOnHaveTheHistoryBefore() throws IOException {
        Path file = directory.resolve("out.csv");
        assertThat(run(file, "--labels-from", "4000")).isZero();
        assertThat(Files.readAllLines(file)).containsExactly(HEADER, "r5,bob,tea,4000,rate,5,1,4");
    }

    @Test
    void parquetAndGzipAreToldByTheName() throws IOException {
        Path parquet = directory.resolve("out.parquet");
        Path gzip = directory.resolve("out.csv.gz");
        assertThat(run(parquet)).isZero();
        assertThat(run(gzip)).isZero();
        assertThat(Files.readAllBytes(parquet)).startsWith('P', 'A', 'R', '1').endsWith('P', 'A', 'R', '1');
        assertThat(Files.readAllBytes(gzip)).startsWith(0x1f, 0x8b);
    }

    @Test
    void aFailureInTheMiddleLeavesNoFile() throws IOException {
        Files.writeString(events, EVENTS + "ann,pot,1,1,view\n");
        refuses("out.csv", " goes back in time at line 7");
        Files.writeString(events, EVENTS.replace(",5,rate", ",5e10,rate"));
        refuses("out.parquet", "freshet: event r5: value is 5.0E10, allowed is -1000000000 to 1000000000");
    }

    @Test
    void whatCannotBeIsRefusedInOneLine() throws IOException {
        refuses(
                "out.csv",
                "none of the 5 events is a label of type buy, their types are rate, view",
                "--labels",
                "buy");
        refuses("out.txt", "out.txt tells no format by its name: end it with .parquet, .csv or .csv.gz");
        Files.writeString(features, FEATURES.replace("item_rating", "label"));
        refuses("out.csv", "freshet: feature label has the name of a column of the event");
        Files.writeString(features, FEATURES.replace("count", "cuont"));
        refuses("out.csv", "f.yaml:2: user_views.aggregation is cuont: did you mean count?");
    }

    @Test
    void aFileThatIsThereIsNotOverwritten() throws IOException {
        Path file = Files.writeString(directory.resolve("out.csv"), "mine");
        assertThat(run(file)).isEqualTo(2);
        assertThat(err.toString()).contains("--out " + file + " exists: name a new one, or remove that one");
        assertThat(file).hasContent("mine");
    }

    private void refuses(String name, String reason, String... options) throws IOException {
        err.getBuffer().setLength(0);
        assertThat(run(directory.resolve(name), options)).isEqualTo(2);
        assertThat(err.toString()).startsWith("freshet: ").contains(reason).containsOnlyOnce("\n");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(features, events);
        }
    }

    private int run(Path file, String... options) {
        List<String> all = new ArrayList<>(
                List.of("export", "--features", features.toString(), "--input", events.toString(), "--out"));
        all.add(file.toString());
        all.addAll(List.of(options));
        out.reset();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Main.commandLine(new EngineParts(), stream)
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
