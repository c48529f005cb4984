package io.freshet.jobs.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecordedRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for files of every format that is read in its own order. */
abstract class RecordedFormatContract {
    private static final int MANY = 30_000;

    private final Path folder;

    RecordedFormatContract(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Writes the rows, what is null as missing. */
    abstract void write(Path file, List<RecordedRow> rows) throws IOException;

    /** How the row of this 1-based number is called. */
    abstract String place(int row);

    @Test
    void rowsBecomeEventsNumberedByTheirRow() throws IOException {
        assertThat(read(file(row("ann", "tea", 1000, 5), row("Zoë 🙂", "12", 2000, 3)), InputOptions.everything()))
                .containsExactly(
                        Interaction.of("r1", "ann", "tea", 1f, 1000), Interaction.of("r2", "Zoë 🙂", "12", 1f, 2000));
    }

    @Test
    void filterRangeAndLimitLeaveTheNumbersOfTheOthersAlone() throws IOException {
        Path file = file(
                row("a", "x", 1, 5),
                row("a", "y", 2, 3.5),
                row("b", "z", 3, 4.5),
                row("c", "x", 4, 4),
                row("c", "y", 5, 9));
        assertThat(read(file, new InputOptions(4.0, 2).between(2L, null)))
                .extracting(Interaction::eventId)
                .containsExactly("r3", "r4");
    }

    @Test
    void damagedRowsAreCountedNamedAndKeepTheirNumber() throws IOException {
        Path file = file(
                row("a", "x", 1, 1),
                new RecordedRow(null, "b", null, 2L, 1.0),
                row("c", "y", -3, 1),
                new RecordedRow(null, "d", "z", null, 1.0),
                row("e", "w\u0007", 5, 1),
                row("f", "v", 6, Double.NaN),
                row("g", "u", 7, 1));
        try (InteractionStream stream = InteractionFiles.open(file, new InputOptions(null, 2))) {
            List<Interaction> events = drain(stream);
            assertThat(events).extracting(Interaction::eventId).containsExactly("r1", "r7");
            assertThat(stream.damagedRows()).isEqualTo(5);
            assertThat(stream.firstDamage()).startsWith(place(2) + ": item is ");
        }
    }

    @Test
    void moreThanOnePercentOfDamageStopsTheStream() throws IOException {
        List<RecordedRow> rows = sound(98);
        rows.add(row("a", "x", -1, 1));
        rows.add(row("a", "x", -1, 1));
        Path file = file(rows);
        assertThatThrownBy(() -> read(file, InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessage("2 of the first 100 rows of " + file + " are damaged, more than 1 %; the first: "
                        + place(99) + ": timestamp_ms is no time: '-1'. Repair the file or remove those rows");
    }

    @Test
    void onePercentOfDamageIsPassedOver() throws IOException {
        List<RecordedRow> rows = sound(99);
        rows.add(row("a", "x", -1, 1));
        assertThat(read(file(rows), InputOptions.everything())).hasSize(99);
    }

    @Test
    void timeThatGoesBackIsRefusedOnlyWhereOrderIsRequired() throws IOException {
        Path file = file(row("a", "x", 3000, 1), row("b", "y", 1000, 1));
        assertThat(read(file, InputOptions.everything()))
                .extracting(Interaction::eventTimeMs)
                .containsExactly(3000L, 1000L);
        assertThatThrownBy(() -> read(file, InputOptions.everything().requireOrder()))
                .isInstanceOf(InputException.class)
                .hasMessage(file + " goes back in time at " + place(2) + ", from 3000 (1970-01-01T00:00:03Z) to 1000"
                        + " (1970-01-01T00:00:01Z): sort it by timestamp_ms,user,item");
    }

    @Test
    void aUserWhoComesBackWithinOneTimeIsRefusedOnlyWhereOrderIsRequired() throws IOException {
        Path file = file(row("a", "x", 3000, 1), row("b", "y", 3000, 1), row("a", "z", 3000, 1));
        assertThat(read(file, InputOptions.everything())).hasSize(3);
        assertThatThrownBy(() -> read(file, InputOptions.everything().requireOrder()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file + " returns at " + place(3) + " to user 'a' of the same time 3000 ");
    }

    @Test
    void aFileWithoutRowsIsAnErrorAtOnce() throws IOException {
        Path file = file(List.of());
        assertThatThrownBy(() -> InteractionFiles.open(file, InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessage(file + " has no rows: give one with at least one");
    }

    @Test
    void manyRowsOfSeed7ComeBackAsTheyWere() throws IOException {
        List<RecordedRow> rows = random(MANY);
        List<Interaction> events = read(file(rows), InputOptions.everything());
        assertThat(events).hasSize(MANY);
        for (int i = 0; i < MANY; i++) {
            RecordedRow row = rows.get(i);
            Interaction event = events.get(i);
            assertThat(event.eventId()).isEqualTo("r" + (i + 1));
            assertThat(event.userId()).isEqualTo(row.user());
            assertThat(event.itemId()).isEqualTo(row.item());
            assertThat(event.eventTimeMs()).isEqualTo(row.timestampMs());
        }
    }

    Path file(RecordedRow... rows) throws IOException {
        return file(List.of(rows));
    }

    private Path file(List<RecordedRow> rows) throws IOException {
        Path file = folder.resolve("input");
        write(file, rows);
        return file;
    }

    static RecordedRow row(String user, String item, long timestampMs, double value) {
        return new RecordedRow(null, user, item, timestampMs, value);
    }

    private static List<RecordedRow> sound(int count) {
        List<RecordedRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row("u" + i % 7, "i" + i % 11, i, 1));
        }
        return rows;
    }

    private static List<RecordedRow> random(int count) {
        SplittableRandom random = new SplittableRandom(7);
        List<RecordedRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(
                    "u" + random.nextInt(500),
                    "i" + random.nextInt(20_000),
                    1_500_000_000_000L + random.nextLong(1_000_000_000),
                    random.nextInt(10) / 2.0));
        }
        return rows;
    }

    static List<Interaction> read(Path file, InputOptions options) {
        try (InteractionStream stream = InteractionFiles.open(file, options)) {
            return drain(stream);
        }
    }

    static List<Interaction> drain(InteractionStream stream) {
        List<Interaction> events = new ArrayList<>();
        stream.forEachRemaining(events::add);
        return events;
    }
}
