package io.freshet.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.demo.HitRate.Reading;
import io.freshet.jobs.demo.ViewState.Entry;
import io.freshet.jobs.demo.ViewState.Person;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FrameTest {
    private static final Person PERSON = new Person(
            "1088",
            31,
            List.of("Heat (1995)", "Casino (1995)"),
            List.of(
                    new Entry("Ronin (1998)", 0, true),
                    new Entry("Se7en (1995)", 2, false),
                    new Entry("GoodFellas (1990)", -1, false),
                    new Entry("Fargo (1996)", 0, false)));

    @Test
    void fitsAClassicTerminal() {
        assertThat(text(Frame.render(state(PERSON), 80, 24)))
                .isEqualTo(
                        """
                         FRESHET  recommendations as fresh as the last click                   00:01:23
                        ────────────────────────────────────────────────────────────────────────────────
                         12,345 events   1,235/s   lag 12   944 users   1,682 items   3 dead letters

                         HR@10          last 1,000         all   since the start
                           freshet          0.1834      0.1702   ▁▅█
                           popularity       0.0721      0.0688   ▁▃▄

                         user 1088, 31 clicks
                           last clicks                   recommended now
                           Heat (1995)                    1  Ronin (1998)                           new
                           Casino (1995)                  2  Se7en (1995)                            ▲2
                                                          3  GoodFellas (1990)                       ▼1
                                                          4  Fargo (1996)
                         Ctrl-C stops   ./freshet tail recommendations   broker 127.0.0.1:9092""");
    }

    @Test
    void saysWhatItWaitsForBeforeTheFirstClick() {
        assertThat(text(Frame.render(state(null), 80, 24))).contains("waiting for the first click");
    }

    @Test
    void neverExceedsTheTerminal() {
        Person crowd = new Person(
                "u".repeat(300),
                1,
                many("click"),
                many("title").stream().map(title -> new Entry(title, 0, true)).toList());
        for (int width = 1; width <= 120; width += 7) {
            for (int height = 1; height <= 30; height += 3) {
                List<Row> rows = Frame.render(state(crowd), width, height).rows();
                assertThat(rows.size()).isLessThanOrEqualTo(height);
                int columns = width;
                assertThat(rows)
                        .allSatisfy(row -> assertThat(Columns.of(row.text())).isLessThanOrEqualTo(columns));
            }
        }
    }

    @Test
    void everyLineIsOverwrittenToItsEnd() {
        Frame frame = new Frame(List.of(new Row(9).add(Row.Style.BOLD, "one"), new Row(9).add(Row.Style.PLAIN, "two")));
        assertThat(ConsoleView.overwrite(frame)).isEqualTo("\033[H\033[1mone\033[0m\033[K\r\ntwo\033[K\033[J");
    }

    @Test
    void aTitleCannotSteerTheTerminal() {
        assertThat(Columns.truncate("a\033[2Jb", 20)).isEqualTo("a?[2Jb");
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        assertThat(Columns.left("千と千尋", 6)).isEqualTo("千と… ");
        assertThat(Columns.right("ab", 4)).isEqualTo("  ab");
    }

    @Test
    void aPlainLineHasTheSameFigures() {
        assertThat(PlainView.line(state(PERSON)))
                .isEqualTo(
                        "83s: 12345 events, 1235/s, lag 12, 944 users, 1682 items, HR@10 0.1702 (popularity 0.0688)");
    }

    private static ViewState state(@Nullable Person person) {
        return new ViewState(
                "127.0.0.1:9092",
                83,
                12_345,
                1234.6,
                12,
                944,
                1682,
                3,
                new Reading(0.1834, 0.1702, new double[] {0.0, 0.1, 0.2}),
                new Reading(0.0721, 0.0688, new double[] {0.0, 0.05, 0.08}),
                person);
    }

    private static List<String> many(String text) {
        return Collections.nCopies(40, text.repeat(20));
    }

    private static String text(Frame frame) {
        return frame.rows().stream().map(Row::text).collect(Collectors.joining("\n"));
    }
}
