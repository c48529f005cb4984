package io.freshet.jobs.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.Impression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImpressionFileTest {
    @TempDir
    private Path directory;

    @Test
    void readsLinesOfJson() throws IOException {
        assertThat(
                        read(
                                """
                        {"recommendationId":"l-1","userId":"ann","itemIds":["b","a"],"shownMs":20,"page":1}

                        {"recommendationId":"l-2","userId":"bob","itemIds":["c"],"shownMs":10}
                        """))
                .containsExactly(
                        new Impression("l-1", "ann", List.of("b", "a"), 20),
                        new Impression("l-2", "bob", List.of("c"), 10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    nonsense                                                                   | line 1: it is no JSON
                    [1]                                                                        | line 1: it is no object: write one object a line
                    {"recommendationId":"l","userId":"u","shownMs":1}                           | line 1: itemIds must be a list of one or more ids
                    {"recommendationId":"l","userId":"u","itemIds":[],"shownMs":1}              | line 1: itemIds must be a list of one or more ids, but is []
                    {"recommendationId":"l","userId":"u","itemIds":["i"]}                       | line 1: shownMs must be milliseconds since 1970 UTC
                    {"recommendationId":"l","userId":"u","itemIds":["i"],"shownMs":-1}          | line 1: shownMs is -1
                    {"userId":"u","itemIds":["i"],"shownMs":1}                                  | line 1: recommendationId is empty
                    """)
    void aLineThatCannotBeUsedIsToldWithItsNumber(String line, String message) {
        assertThatThrownBy(() -> read(line)).isInstanceOf(InputException.class).hasMessageContaining(message);
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThatThrownBy(() -> read("\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is empty: give a file of impressions");
    }

    @Test
    void eventsOfFilesMaySayWhichListTheyCameFrom() throws IOException {
        Path csv = Files.writeString(
                directory.resolve("in"),
                "user,item,timestamp_ms,value,recommendation\na,x,1,1,l-1\na,y,2,1,\nb,x,3,1,\"l,2\"\n");
        assertThat(lists(csv)).containsExactly("l-1", null, "l,2");
        Path parquet = new ParquetSample("required binary user (STRING); required binary item (STRING);"
                        + " required int64 timestamp_ms; optional binary recommendation (STRING);")
                .row("a", "x", 1L, "l-1")
                .row("a", "x", 2L, null)
                .write(directory.resolve("parquet"));
        assertThat(lists(parquet)).containsExactly("l-1", null);
    }

    private static List<String> lists(Path file) {
        List<String> found = new ArrayList<>();
        try (InteractionStream stream = InteractionFiles.open(file, InputOptions.everything())) {
            while (stream.hasNext()) {
                found.add(stream.next().recommendationId());
            }
        }
        return found;
    }

    private List<Impression> read(String text) throws IOException {
        return ImpressionFile.read(Files.writeString(directory.resolve("shown.jsonl"), text));
    }
}
