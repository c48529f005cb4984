package io.freshet.jobs.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.jobs.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunDirectoryTest {
    @TempDir
    private Path dir;

    @Test
    void columnsHoldWhatTheRowsSay() throws IOException {
        PerEvent events = read(new RunFixture("popularity", "embedding")
                .row("3,e3,ann,i1,-5000,0,,0,0")
                .row("4,e4,bob,i1,1700000000000,12,86400000,7,1\r")
                .row("9,e9,ann,i2,6000,1,0,250,0"));

        assertThat(events.size()).isEqualTo(3);
        assertThat(List.of(events.index(0), events.index(1), events.index(2))).containsExactly(3, 4, 9);
        assertThat(List.of(events.user(0), events.user(1), events.user(2))).containsExactly(0, 1, 0);
        assertThat(events.users()).isEqualTo(2);
        assertThat(List.of(events.timeMs(0), events.timeMs(1))).containsExactly(-5000L, 1_700_000_000_000L);
        assertThat(List.of(events.userEvents(0), events.userEvents(1), events.userEvents(2)))
                .containsExactly(0, 12, 1);
        assertThat(List.of(events.itemAgeMs(0), events.itemAgeMs(1), events.itemAgeMs(2)))
                .containsExactly(PerEvent.UNKNOWN_ITEM, 86_400_000L, 0L);
        assertThat(events.ranks("popularity")).containsExactly(0, 7, 250);
        assertThat(events.ranks("embedding")).containsExactly(0, 1, 0);
    }

    @Test
    void quotesProtectCommasLineEndsAndQuotes() throws IOException {
        PerEvent events = read(new RunFixture("a")
                .row("0,\"e,0\",\"a\"\"b\nc\",i,0,1,5,3")
                .row("1,e1,\"plain\",i,0,1,5,4")
                .row("2,e2,plain,i,0,1,5,\"5\""));

        assertThat(events.ranks("a")).containsExactly(3, 4, 5);
        assertThat(events.users()).isEqualTo(2);
        assertThat(events.user(2)).as("quoted or not, it is one user").isEqualTo(events.user(1));
    }

    @Test
    void onlyTheModelsThatAreAskedForAreKept() throws IOException {
        Path run = new RunFixture("a", "b", "c").tested("u", 1, 2, 3).write(dir.resolve("run"));
        PerEvent events = RunDirectory.open(run).perEvent(List.of("b"));

        assertThat(events.ranks("b")).containsExactly(2);
        assertThatThrownBy(() -> events.ranks("a")).hasMessageContaining("'a'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0,e,u,i,0,1,5          | fewer fields than the header has
                    0,e,u,i,0,1,5,1,1      | more fields than the header has
                    x,e,u,i,0,1,5,1        | index 'x' is no whole number
                    0,e,u,i,0,1,5,-1       | a rank '-1' must be a number from 0
                    0,e,u,i,0,,5,1         | user_events '' must be a number from 0
                    0,e,u,i,0,1,5,99999999999999999999 | is no whole number of at most 18 digits
                    0,"e"x,u,i,0,1,5,1     | text behind a closing quote
                    0,"e,u,i,0,1,5,1       | a quote is opened and not closed
                    """,
            quoteCharacter = '`')
    void aDamagedRowIsNamed(String row, String message) {
        assertThatThrownBy(() -> read(new RunFixture("a").row(row)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("per_event.csv.gz record 2: ")
                .hasMessageContaining(message);
    }

    @Test
    void rowsMustBeInTheOrderOfTheStream() {
        assertThatThrownBy(() -> read(new RunFixture("a").row("5,e,u,i,0,1,5,1").row("5,e,u,i,0,1,5,1")))
                .hasMessageContaining("record 3: index '5' must be a number from 6");
    }

    @Test
    void aFileThatIsCutShortIsToldFromABadPath() throws IOException {
        Path run = new RunFixture("a").tested("u", 1).write(dir.resolve("run"));
        Path file = run.resolve("per_event.csv.gz");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 12));

        assertThatThrownBy(() -> RunDirectory.open(run).perEvent(List.of("a"))).hasMessageContaining("cut short");
        assertThatThrownBy(() -> RunDirectory.open(dir.resolve("none")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is no directory of a run");
    }

    @Test
    void aManifestOfAnotherFormatOrWithoutAFieldIsRefused() throws IOException {
        Path run = new RunFixture("a").tested("u", 1).write(dir.resolve("run"));
        Files.writeString(run.resolve("manifest.json"), "{\"format\":2}");
        assertThatThrownBy(() -> RunDirectory.open(run)).hasMessageContaining("format 2, but only 1");
        Files.writeString(run.resolve("manifest.json"), "{\"format\":1,\"models\":[\"a\"],\"input\":{}}");
        assertThatThrownBy(() -> RunDirectory.open(run)).hasMessageContaining("has no input.sha256");
        Files.writeString(run.resolve("manifest.json"), "{");
        assertThatThrownBy(() -> RunDirectory.open(run)).hasMessageContaining("is no JSON");
    }

    private PerEvent read(RunFixture fixture) throws IOException {
        RunDirectory run = RunDirectory.open(fixture.write(dir.resolve("run")));
        return run.perEvent(run.manifest().models());
    }
}
