package io.freshet.jobs.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.Interaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InteractionFilesTest {
    private static final String HEADER = "user,item,timestamp_ms,value\n";
    private static final String THREE_ROWS = HEADER + "ann,tea,1000,5\nbob,pot,2000,3\nann,cup,3000,4.5\n";

    private final Path folder;

    InteractionFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void csvRowsBecomeEventsNumberedByTheirRow() {
        assertThat(read(THREE_ROWS))
                .containsExactly(
                        Interaction.of("r1", "ann", "tea", 1f, 1000),
                        Interaction.of("r2", "bob", "pot", 1f, 2000),
                        Interaction.of("r3", "ann", "cup", 1f, 3000));
    }

    @Test
    void gzipIsToldByItsBytesWhateverTheNameSays() {
        Path file = write("plain-to-look-at.csv", gzipped(THREE_ROWS));
        assertThat(read(file, InputOptions.everything())).isEqualTo(read(THREE_ROWS));
    }

    @Test
    void columnsAreFoundByNameAndOthersPassedOver() {
        assertThat(read("value,note,item,user,timestamp_ms\n5,x,tea,ann,1000\n"))
                .containsExactly(Interaction.of("r1", "ann", "tea", 1f, 1000));
    }

    @Test
    void quotesProtectCommasQuotesAndLineEnds() {
        assertThat(read(HEADER.replace("value", "value,note")
                        + "ann,\"tea, green\",1000,5,\"a \"\"fine\"\"\nbrew\"\n\"b\"\"b\",pot,2000,3,\n"))
                .containsExactly(
                        Interaction.of("r1", "ann", "tea, green", 1f, 1000),
                        Interaction.of("r2", "b\"b", "pot", 1f, 2000));
    }

    @Test
    void windowsLineEndsByteOrderMarkAndBlankLinesDoNoHarm() {
        assertThat(read("\uFEFF" + THREE_ROWS.replace("\n", "\r\n\r\n"))).isEqualTo(read(THREE_ROWS));
    }

    @Test
    void idsMayBeAnyText() {
        assertThat(read(HEADER + "Zoë 🙂,thé,1,1\n")).containsExactly(Interaction.of("r1", "Zoë 🙂", "thé", 1f, 1));
    }

    @Test
    void csvThatGoesBackInTimeIsReadInFileOrder() {
        assertThat(read(HEADER + "a,x,3000,1\nb,y,1000,1\n"))
                .extracting(Interaction::eventTimeMs)
                .containsExactly(3000L, 1000L);
    }

    @Test
    void droppedRowsLeaveTheNumbersOfTheOthersAlone() {
        assertThat(read(write("in", THREE_ROWS), new InputOptions(4.5, Long.MAX_VALUE)))
                .extracting(Interaction::eventId)
                .containsExactly("r1", "r3");
    }

    @Test
    void limitCountsKeptRows() {
        assertThat(read(write("in", THREE_ROWS), new InputOptions(4.0, 2)))
                .extracting(Interaction::eventId)
                .containsExactly("r1", "r3");
        assertThat(read(write("in", THREE_ROWS), new InputOptions(null, 1))).hasSize(1);
    }

    @Test
    void rowsOutsideTheRangeExistForNobody() {
        Path file = write("in", THREE_ROWS);
        InputOptions all = InputOptions.everything();
        assertThat(read(file, all.between(2000L, 3000L)))
                .extracting(Interaction::eventId)
                .containsExactly("r2");
        assertThat(read(file, all.between(2000L, null)))
                .extracting(Interaction::eventId)
                .containsExactly("r2", "r3");
        assertThat(read(file, all.between(null, 2000L)))
                .extracting(Interaction::eventId)
                .containsExactly("r1");
    }

    @Test
    void theRangeIsTakenBeforeTheLimitAndFromSortedFilesToo() {
        assertThat(read(write("in", THREE_ROWS), new InputOptions(null, 1).between(3000L, null)))
                .extracting(Interaction::eventId)
                .containsExactly("r3");
        assertThat(read(
                        write("ratings", "1::5::5::40\n2::6::5::10\n3::7::5::30\n"),
                        new InputOptions(null, 1).between(20_000L, null)))
                .extracting(Interaction::eventId)
                .containsExactly("r3");
    }

    @Test
    void aRangeThatHoldsNothingIsToldWithTheSpanThereIs() {
        Path file = write("in", THREE_ROWS);
        assertThatThrownBy(() -> read(file, InputOptions.everything().between(3001L, 86_400_000L)))
                .isInstanceOf(InputException.class)
                .hasMessage("the range from 1970-01-01T00:00:03.001Z to before 1970-01-02T00:00:00Z holds none of the 3"
                        + " rows of " + file + ", which go from 1970-01-01T00:00:01Z to 1970-01-01T00:00:03Z: choose"
                        + " one that meets them");
        assertThatThrownBy(() -> read(file, new InputOptions(4.0, 5).between(1500L, 2500L)))
                .isInstanceOf(InputException.class)
                .hasMessage("minimum value 4.0 drops all 1 rows from 1970-01-01T00:00:01.500Z to before"
                        + " 1970-01-01T00:00:02.500Z of " + file + ": choose a lower one");
    }

    @Test
    void whereOrderIsRequiredTimeThatGoesBackIsRefusedWithItsLine() {
        Path file = write("in", HEADER + "a,x,3000,1\na,y,3000,1\nb,y,1000,1\n");
        assertThatThrownBy(() -> read(file, InputOptions.everything().requireOrder()))
                .isInstanceOf(InputException.class)
                .hasMessage(file + " goes back in time at line 4, from 3000 (1970-01-01T00:00:03Z) to 1000"
                        + " (1970-01-01T00:00:01Z): sort it by timestamp_ms,user,item");
    }

    @Test
    void whereOrderIsRequiredAUserWhoComesBackWithinOneTimeIsRefusedWithItsLine() {
        Path file = write("in", HEADER + "a,x,3000,1\na,y,3000,1\nb,y,3000,1\na,z,3000,1\n");
        assertThat(read(file, InputOptions.everything())).hasSize(4);
        assertThatThrownBy(() -> read(file, InputOptions.everything().requireOrder()))
                .isInstanceOf(InputException.class)
                .hasMessage(file + " returns at line 5 to user 'a' of the same time 3000 (1970-01-01T00:00:03Z), whose"
                        + " events must stand together: sort it by timestamp_ms,user,item");
    }

    @Test
    void usersOfOneTimeMayStandInAnyOrderAndComeBackAtALaterOne() {
        Path file = write("in", HEADER + "b,x,1,1\na,y,1,1\na,x,1,1\nc,x,1,1\nb,z,2,1\na,z,2,1\nb,y,3,1\n");
        assertThat(read(file, InputOptions.everything().requireOrder())).hasSize(7);
    }

    @Test
    void rowsThatAreLeftOutAreNotOutOfOrder() {
        Path file = write("in", HEADER + "a,x,3000,1\nb,y,1000,5\nb,z,2000,5\n");
        assertThat(read(file, new InputOptions(2.0, 9).requireOrder())).hasSize(2);
    }

    @Test
    void movieLensFilesAreSortedEvenWhereOrderIsRequired() {
        Path file = write("ratings", "1::5::5::40\n2::6::5::10\n");
        assertThat(read(file, InputOptions.everything().requireOrder()))
                .extracting(Interaction::eventId)
                .containsExactly("r2", "r1");
    }

    @Test
    void movieLensColonsAreSortedByTimeThenUserThenItemAsNumbers() {
        String byUser = "2::9::5::20\n10::7::4::20\n10::30::3::10\n9::8::5::20\n9::07::1::20\n";
        assertThat(read(byUser))
                .containsExactly(
                        Interaction.of("r3", "10", "30", 1f, 10_000),
                        Interaction.of("r1", "2", "9", 1f, 20_000),
                        Interaction.of("r5", "9", "07", 1f, 20_000),
                        Interaction.of("r4", "9", "8", 1f, 20_000),
                        Interaction.of("r2", "10", "7", 1f, 20_000));
    }

    @Test
    void usersWhoseNumbersDifferByZerosOnlyAreNotMixed() {
        assertThat(read("5::1::5::20\n7::1::5::10\n07::2::5::10\n7::3::5::10\n"))
                .extracting(Interaction::userId)
                .containsExactly("07", "7", "7", "5");
    }

    @Test
    void movieLensTabsAreReadAlike() {
        assertThat(read("1\t5\t3\t20\n2\t6\t4.5\t10\n"))
                .containsExactly(
                        Interaction.of("r2", "2", "6", 1f, 10_000), Interaction.of("r1", "1", "5", 1f, 20_000));
    }

    @Test
    void movieLensRowsAlreadyInTheOrderOfTimeKeepTheirOwn() {
        assertThat(read("9::1::5::10\n2::1::5::10\n1::1::5::11\n"))
                .extracting(Interaction::userId)
                .containsExactly("9", "2", "1");
    }

    @Test
    void movieLensRowsInTheOrderOfTimeAreSortedIfAUsersRowsOfOneTimeAreApart() {
        assertThat(read(
                        write("in", "9::1::5::10\n2::1::5::10\n9::2::5::10\n1::1::5::11\n"),
                        InputOptions.everything().requireOrder()))
                .extracting(Interaction::userId)
                .containsExactly("2", "9", "9", "1");
    }

    @Test
    void filterAndLimitHoldForSortedFilesToo() {
        Path file = write("ratings.csv", "1::5::5::40\n2::6::2::10\n3::7::4::30\n4::8::4::20\n");
        assertThat(read(file, new InputOptions(4.0, 2)))
                .extracting(Interaction::eventId)
                .containsExactly("r4", "r3");
    }

    @Test
    void damagedRowsAreCountedNamedAndKeepTheirNumber() {
        Path file = write("in", HEADER + "a,x,1,1\nb,y,soon,1\nc,,3,1\nd,z\ne,w,5,high\nf,v,6,1\n");
        try (InteractionStream stream = InteractionFiles.open(file, new InputOptions(null, 2))) {
            List<Interaction> events = drain(stream);
            assertThat(events).extracting(Interaction::eventId).containsExactly("r1", "r6");
            assertThat(stream.damagedRows()).isEqualTo(4);
            assertThat(stream.firstDamage()).isEqualTo("line 3: timestamp_ms is no time: 'soon'");
        }
    }

    @Test
    void eachKindOfDamageIsToldApart() {
        assertThat(damage("b,y,-5,1")).isEqualTo("line 3: timestamp_ms is no time: '-5'");
        assertThat(damage("b,y,1234567890123456789,1")).contains("is no time");
        assertThat(damage(",y,5,1")).isEqualTo("line 3: user is empty");
        assertThat(damage("b,y,5,NaN")).isEqualTo("line 3: value is no number: 'NaN'");
        assertThat(damage("b,y,5")).isEqualTo("line 3: 3 columns where the header has 4");
        assertThat(damage("b,\"y\"z,5,1")).isEqualTo("line 3: text behind a closing quote: 'z,5,1'");
        assertThat(damage("b,\"y,5,1")).startsWith("line 3: a quote is opened and not closed");
        assertThat(damage("b,y\u0007,5,1")).isEqualTo("line 3: item has bytes that are no UTF-8 text: 'y?'");
        assertThat(damage("b," + "y".repeat(513) + ",5,1")).startsWith("line 3: item is longer than 512: 'yyy");
    }

    @Test
    void rowsBehindAnUnclosedQuoteAreNotSwallowed() {
        assertThat(read(HEADER + "a,x,1,1\nb,\"y,2,1\nc,z,3,1\n"))
                .extracting(Interaction::eventId)
                .containsExactly("r1", "r3");
    }

    @Test
    void latinOneIdsAreDamageBecauseTwoOfThemWouldBecomeOne() {
        Path file = write("in", (HEADER + "zoé,x,1,1\nb,y,2,1\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(read(file, InputOptions.everything()))
                .extracting(Interaction::userId)
                .containsExactly("b");
    }

    @Test
    void moreThanOnePercentOfDamageStopsTheStream() {
        assertThatThrownBy(() -> read(rows(98) + "a,x,never,1\n".repeat(2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 of the first 100 rows of")
                .hasMessageContaining("more than 1 %; the first: line 100: timestamp_ms is no time: 'never'. Repair");
    }

    @Test
    void damageBeforeTheHundredthRowIsJudgedThere() {
        String damaged = HEADER + "a,x,never,1\n".repeat(50);
        assertThatThrownBy(() -> read(damaged + rows(349).substring(HEADER.length())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("50 of the first 100 rows of")
                .hasMessageContaining("the first: line 2: timestamp_ms is no time");
    }

    @Test
    void damageOfAShortFileIsJudgedAtItsEnd() {
        assertThatThrownBy(() -> read(rows(1) + "a,x,never,1\n".repeat(98)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("98 of the 99 rows of")
                .hasMessageContaining("are damaged, more than 1 %; the first: line 3: timestamp_ms is no time");
        assertThatThrownBy(() -> read(rows(97) + "a,x,never,1\n".repeat(2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 of the 99 rows of");
    }

    @Test
    void damageOfAShortFileThatHasToBeSortedIsJudgedToo() {
        assertThatThrownBy(() -> read("1::5::5::40\n2::6::5::x\n2::6::5::y\n3::7::5::30\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 of the 4 rows of");
    }

    @Test
    void onePercentOfDamageAndASingleDamagedRowArePassedOver() {
        assertThat(read(rows(99) + "a,x,never,1\n")).hasSize(99);
        assertThat(read(rows(198) + "a,x,never,1\n".repeat(2))).hasSize(198);
        assertThat(read(rows(1) + "a,x,never,1\n")).hasSize(1);
    }

    @Test
    void whatCannotBeReadIsToldInOneLine() {
        assertThatThrownBy(() -> read(folder.resolve("absent.csv"), InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("absent.csv (there is no such file): check the path");
        assertThatThrownBy(() -> read(folder, InputOptions.everything()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("it is a directory");
        assertThatThrownBy(() -> read(""))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is empty: give a CSV");
        assertThatThrownBy(() -> read(HEADER))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has no rows");
        assertThatThrownBy(() -> read("user,item,time\na,b,1\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("begins with 'user,item,time', and it has no column 'timestamp_ms': give a CSV");
        assertThatThrownBy(() -> read(HEADER + "a,b,c,d\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("every row of")
                .hasMessageContaining("line 2");
    }

    @Test
    void aFilterThatDropsEverythingIsAnErrorAtOnce() {
        Path csv = write("in", THREE_ROWS);
        assertThatThrownBy(() -> InteractionFiles.open(csv, new InputOptions(6.0, 10)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("minimum value 6.0 drops all 3 rows of")
                .hasMessageContaining("choose a lower one");
        Path ratings = write("in", "1::5::5::40\n");
        assertThatThrownBy(() -> InteractionFiles.open(ratings, new InputOptions(6.0, 10)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("drops all 1 rows");
    }

    @Test
    void aTruncatedArchiveIsToldAfterTheRowsBeforeTheBreak() {
        byte[] whole = gzipped(rows(50_000));
        Path file = write("in.gz", Arrays.copyOf(whole, whole.length / 2));
        List<Interaction> before = new ArrayList<>();
        assertThatThrownBy(() -> {
                    try (InteractionStream stream = InteractionFiles.open(file, InputOptions.everything())) {
                        stream.forEachRemaining(before::add);
                    }
                })
                .isInstanceOf(InputException.class)
                .hasMessageContaining("breaks off behind line");
        assertThat(before).hasSizeGreaterThan(1000);
    }

    @Test
    void optionsRefuseWhatCannotBeMeant() {
        assertThatThrownBy(() -> new InputOptions(Double.NaN, 1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new InputOptions(null, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("limit 0 is less than 1");
        assertThatThrownBy(() -> InputOptions.everything().between(5000L, 5000L))
                .isInstanceOf(InputException.class)
                .hasMessage("the range begins at 1970-01-01T00:00:05Z and ends at 1970-01-01T00:00:05Z, which holds"
                        + " nothing: give an end behind the beginning");
    }

    @Test
    void theEndIsTheEnd() {
        try (InteractionStream stream = InteractionFiles.open(write("in", THREE_ROWS), InputOptions.everything())) {
            drain(stream);
            assertThat(stream.hasNext()).isFalse();
            assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
            assertThat(stream.firstDamage()).isNull();
        }
    }

    private @Nullable String damage(String row) {
        Path file = write("in", HEADER + "a,x,1,1\n" + row + "\n");
        try (InteractionStream stream = InteractionFiles.open(file, InputOptions.everything())) {
            assertThat(drain(stream)).hasSize(1);
            return stream.firstDamage();
        }
    }

    private static String rows(int count) {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 0; i < count; i++) {
            rows.append("u")
                    .append(i % 97)
                    .append(",i")
                    .append(i * 31L % 1009)
                    .append(',')
                    .append(i)
                    .append(",1\n");
        }
        return rows.toString();
    }

    private List<Interaction> read(String content) {
        return read(write("input", content), InputOptions.everything());
    }

    private static List<Interaction> read(Path file, InputOptions options) {
        try (InteractionStream stream = InteractionFiles.open(file, options)) {
            return drain(stream);
        }
    }

    private static List<Interaction> drain(InteractionStream stream) {
        List<Interaction> events = new ArrayList<>();
        stream.forEachRemaining(events::add);
        return events;
    }

    private Path write(String name, String content) {
        return write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzipped(String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
