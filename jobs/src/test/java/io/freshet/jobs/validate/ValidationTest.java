package io.freshet.jobs.validate;

import static io.freshet.jobs.validate.CleanStream.EVENTS;
import static io.freshet.jobs.validate.CleanStream.START_MS;
import static io.freshet.jobs.validate.CleanStream.USERS;
import static io.freshet.jobs.validate.CleanStream.lineOf;
import static io.freshet.jobs.validate.CleanStream.timeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.jobs.input.InputException;
import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.InteractionFiles;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationTest {
    private static final long DAY_MS = 86_400_000;

    private final CleanStream stream = new CleanStream();
    private final Path folder;

    ValidationTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aCleanStreamPassesEveryCheck() {
        Report report = report();
        assertThat(troubles(report)).isEmpty();
        assertThat(report.passes()).isTrue();
        assertThat(report.checks()).hasSize(19);
        assertThat(finding(report, "size").figures())
                .containsEntry("events", 2000L)
                .containsEntry("users", 40L)
                .containsEntry("items", 200L)
                .containsEntry("pairs", 2000L)
                .containsEntry("density", 0.25);
        assertThat(advice(report).mode()).isEqualTo(Mode.G);
        assertThat(advice(report).variant()).isEqualTo(Variant.X);
        assertThat(advice(report).command())
                .isEqualTo("./freshet replay --input " + folder.resolve("in.csv") + " --mode G --variant X");
    }

    @Test
    void aDamagedRowIsShownWithItsLineAndReason() {
        stream.change(10, row -> row.at(-5));
        Finding rows = only("readable rows", Status.WARN);
        assertThat(rows.figures()).containsEntry("damaged", 1L).containsEntry("gives_up_at_row", 0L);
        assertThat(rows.examples()).containsExactly(new Example(12, "timestamp_ms is no time: '-5'"));
    }

    @Test
    void aValueThatIsNoNumberIsADamagedRow() {
        stream.change(10, row -> row.worth("NaN"));
        assertThat(only("readable rows", Status.WARN).examples())
                .containsExactly(new Example(12, "value is no number: 'NaN'"));
    }

    @Test
    void moreDamageThanAReplayBearsIsAFailureAndIsShownToTheEnd() {
        for (int row = 19; row < EVENTS; row += 20) {
            stream.change(row, damaged -> damaged.worth("x"));
        }
        Finding rows = only("readable rows", Status.FAIL);
        assertThat(rows.figures()).containsEntry("damaged", 100L).containsEntry("gives_up_at_row", 100L);
        assertThat(rows.examples()).hasSize(100).last().isEqualTo(new Example(2001, "value is no number: 'x'"));
        assertThatThrownBy(this::replayed).isInstanceOf(InputException.class).hasMessageContaining("first 100 rows");
    }

    @Test
    void damageIsJudgedAtTheHundredthRowAsAReplayDoes() {
        for (int row = 0; row < 50; row++) {
            stream.change(row, damaged -> damaged.worth("x"));
        }
        Finding rows = finding(report(), "readable rows");
        assertThat(rows.status()).isEqualTo(Status.FAIL);
        assertThat(rows.figures()).containsEntry("damaged", 50L).containsEntry("gives_up_at_row", 100L);
        assertThatThrownBy(this::replayed)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("50 of the first 100");
    }

    @Test
    void damageOfAShortFileIsJudgedAtItsEndAsAReplayDoes() {
        String sound = "user,item,timestamp_ms,value\na,x,1600000010000,1\n";
        Finding borne = finding(report(sound + "a,y,soon,1\n", null), "readable rows");
        assertThat(borne.status()).isEqualTo(Status.WARN);
        assertThat(borne.message()).endsWith("a replay passes over them.");
        Finding tooMany = finding(report(sound + "a,y,soon,1\n".repeat(2), null), "readable rows");
        assertThat(tooMany.status()).isEqualTo(Status.FAIL);
        assertThat(tooMany.message()).endsWith("a replay gives up at row 3.");
    }

    @Test
    void aStepBackInTimeIsMeasured() {
        stream.change(500, row -> row.at(timeOf(499) - 5000));
        Finding order = only("order of time", Status.FAIL);
        assertThat(order.figures()).containsEntry("steps_back", 1L).containsEntry("longest_step_back_ms", 5000L);
        assertThat(order.examples()).singleElement().satisfies(example -> {
            assertThat(example.line()).isEqualTo(lineOf(500));
            assertThat(example.text()).endsWith("5 s before line 501");
        });
    }

    @Test
    void movieLensRowsMayComeInAnyOrderSinceAReplaySortsThem() {
        Report report = report("2::9::1::1600000020\n1::7::1::1600000010\n1::7::1::1600000030\n", null);
        assertThat(finding(report, "order of time").message()).contains("sorts");
        assertThat(finding(report, "repeated items").figures()).containsEntry("repeats", 1L);
        assertThat(finding(report, "repeated items").status()).isEqualTo(Status.PASS);
        assertThat(troubles(report)).containsExactly("size");
    }

    @Test
    void tiesAreInOrderIfNumbersAre() {
        stream.change(9, row -> row.at(timeOf(8)));
        assertThat(stream.get(8).user()).isEqualTo("9");
        assertThat(stream.get(9).user()).isEqualTo("10");
        assertThat(troubles(report())).isEmpty();
    }

    @Test
    void tiesInAnotherOrderAreAWarning() {
        stream.change(USERS, row -> row.at(timeOf(USERS - 1)));
        Finding order = only("order of ties", Status.WARN);
        assertThat(order.figures()).containsEntry("unsorted", 1L).containsEntry("split_groups", 0L);
        assertThat(lines(order)).containsExactly(lineOf(USERS));
    }

    @Test
    void aGroupThatIsSplitByAnotherUserIsAFailure() {
        stream.change(1, row -> row.at(timeOf(0)))
                .change(2, row -> row.withUser("1").at(timeOf(0)));
        Finding order = only("order of ties", Status.FAIL);
        assertThat(order.figures()).containsEntry("split_groups", 1L);
        assertThat(lines(order)).containsExactly(lineOf(2));
        assertThat(order.message()).endsWith("A replay refuses them.");
        assertThatThrownBy(() -> replayed(InputOptions.everything().requireOrder()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("returns at line 4 to user '1'");
    }

    @Test
    void anEqualRowIsAWarning() {
        stream.insert(11, stream.get(10));
        Finding duplicates = finding(report(), "duplicate rows");
        assertThat(duplicates.status()).isEqualTo(Status.WARN);
        assertThat(duplicates.figures()).containsEntry("duplicates", 1L);
        assertThat(lines(duplicates)).containsExactly(lineOf(11));
    }

    @Test
    void aFileThatHoldsEverythingTwiceFails() {
        stream.twice();
        Finding duplicates = finding(report(), "duplicate rows");
        assertThat(duplicates.status()).isEqualTo(Status.FAIL);
        assertThat(duplicates.figures()).containsEntry("duplicates", 2000L).containsEntry("share", 0.5);
        assertThat(lines(duplicates)).containsExactly(lineOf(2000), lineOf(2001), lineOf(2002));
    }

    @Test
    void duplicateRowsAreNoRepeatedConsumption() {
        Report report = report(stream.twice().csv(), null);
        assertThat(finding(report, "repeated items").figures())
                .containsEntry("repeats", 2000L)
                .containsEntry("share", 0.0);
        assertThat(advice(report).variant()).isEqualTo(Variant.X);
    }

    @Test
    void equalRowsOfOneTimeAreFoundAlthoughAnotherValueStandsBetween() {
        CleanStream.Row row = stream.get(10);
        stream.insert(11, row.worth("2")).insert(12, row);
        assertThat(finding(report(), "duplicate rows").figures()).containsEntry("duplicates", 1L);
    }

    @Test
    void usersWhoComeBackToItemsAreEvaluatedInVariantI() {
        stream.changeAll(row -> row.withItem(row.user() + "0"));
        Report report = report();
        assertThat(troubles(report)).isEmpty();
        assertThat(finding(report, "repeated items").figures())
                .containsEntry("repeats", 1960L)
                .containsEntry("share", 0.98);
        assertThat(advice(report).variant()).isEqualTo(Variant.I);
        assertThat(advice(report).command()).endsWith(" --mode G --variant I");
    }

    @Test
    void aShareOfRepeatsBetweenBothVariantsIsAWarning() {
        for (int row = 0; row < 60; row++) {
            String same = stream.get(row).item();
            stream.change(row + 400, repeat -> repeat.withItem(same));
        }
        Finding repeats = finding(report(), "repeated items");
        assertThat(repeats.status()).isEqualTo(Status.WARN);
        assertThat(repeats.figures()).containsEntry("repeats", 60L).containsEntry("share", 0.03);
        assertThat(advice(report()).variant()).isEqualTo(Variant.X);
    }

    @Test
    void basketsAreEvaluatedInModeGBecauseSReportsTheOrderOfTheFile() {
        for (int row = 0; row < EVENTS; row++) {
            int n = row;
            stream.change(n, old -> old.withUser("" + (n / 5 % USERS + 1))
                    .withItem("" + (n / 200 * 5 + n % 5 + 1))
                    .at(timeOf(n / 5 * 5)));
        }
        Report report = report();
        assertThat(troubles(report)).containsExactly("simultaneous events");
        Finding ties = finding(report, "simultaneous events");
        assertThat(ties.status()).isEqualTo(Status.WARN);
        assertThat(ties.figures())
                .containsEntry("groups", 400L)
                .containsEntry("events_in_groups", 2000L)
                .containsEntry("share", 1.0)
                .containsEntry("largest_group", 5L)
                .containsEntry("known_users_share", 0.9);
        assertThat(lines(ties)).containsExactly(lineOf(0), lineOf(5), lineOf(10));
        assertThat(advice(report).reasons().get(0)).contains("100.0 %").contains("sort order of the file");
    }

    @ParameterizedTest
    @CsvSource({
        "0.001,    like_seconds,      multiply the times by 1000",
        "1000,     like_microseconds, divide the times by 1000",
        "10,       none,              make sure that the unit is milliseconds",
    })
    void timesInAnotherUnitAreRecognised(double factor, String figure, String remedy) {
        stream.changeAll(row -> row.at((long) (row.ms() * factor)));
        Finding units = finding(report(), "time units");
        assertThat(units.figures()).containsEntry("outside", 2000L);
        assertThat(units.figures().getOrDefault(figure, 2000L)).isEqualTo(2000L);
        assertThat(units.status()).isEqualTo(figure.equals("none") ? Status.WARN : Status.FAIL);
        assertThat(lines(units)).containsExactly(2L, 3L, 4L);
        assertThat(units.remedy()).startsWith(remedy);
    }

    @Test
    void nobodyIsTakenForAMachineWhileTheUnitOfTimeIsDoubtful() {
        stream.changeAll(row -> row.withUser("u" + row.ms() % 2).at(row.ms() / 1000));
        assertThat(finding(report(), "machine-like users").message()).startsWith("Not judged");
    }

    @Test
    void timesFromTheStartOfARecordingAreAWarning() {
        stream.changeAll(row -> row.at(row.ms() - START_MS));
        assertThat(only("time units", Status.WARN).remedy()).contains("do no harm");
    }

    @Test
    void zeroAmongCalendarTimesIsAFailure() {
        stream.change(0, row -> row.at(0));
        Finding units = finding(report(), "time units");
        assertThat(units.status()).isEqualTo(Status.FAIL);
        assertThat(units.figures()).containsEntry("outside", 1L).containsEntry("zeros", 1L);
        assertThat(units.message()).endsWith(": 1 is zero.");
        assertThat(lines(units)).containsExactly(lineOf(0));
    }

    @Test
    void oneTimeForAllIsAFailure() {
        stream.changeAll(row -> row.at(START_MS));
        assertThat(finding(report(), "time units").status()).isEqualTo(Status.FAIL);
        assertThat(finding(report(), "time units").message())
                .startsWith("All events have one time, 2020-09-13T12:26:40Z");
    }

    @Test
    void anEventFarInTheFutureIsAWarning() {
        stream.change(EVENTS - 1, row -> row.at(row.ms() + 20 * 365 * DAY_MS));
        Finding outliers = only("time outliers", Status.WARN);
        assertThat(outliers.figures()).containsEntry("far_after", 1L).containsEntry("far_before", 0L);
        assertThat(lines(outliers)).containsExactly(lineOf(EVENTS - 1));
    }

    @Test
    void anEventFarInThePastIsAWarning() {
        stream.change(0, row -> row.at(row.ms() - 20 * 365 * DAY_MS));
        assertThat(only("time outliers", Status.WARN).figures()).containsEntry("far_before", 1L);
    }

    @ParameterizedTest
    @CsvSource({"null", "' NaN '", "Undefined", "-1"})
    void aWordForNothingIsNoUser(String word) {
        stream.change(7, row -> row.withUser(word));
        Finding ids = finding(report(), "user ids");
        assertThat(ids.status()).isEqualTo(Status.FAIL);
        assertThat(ids.figures()).containsEntry("placeholders", 1L).containsEntry("ids", 41L);
        assertThat(lines(ids)).containsExactly(lineOf(7));
    }

    @ParameterizedTest
    @CsvSource({
        "' 999',   padded,        WARN",
        "'999\u00A0', padded,     WARN",
        "999.0,    fractions,     WARN",
        "0999,     leading_zeros, WARN",
    })
    void oddSpellingIsAWarning(String id, String figure, Status status) {
        stream.change(7, row -> row.withItem(id));
        Finding ids = only("item ids", status);
        assertThat(ids.figures()).containsEntry(figure, 1L);
        assertThat(lines(ids)).containsExactly(lineOf(7));
    }

    @Test
    void leadingZerosOfCodesOfOneLengthAreFine() {
        stream.changeAll(row -> row.withItem("0" + (1000 + Integer.parseInt(row.item()))));
        assertThat(troubles(report())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"' 8'", "08", "8.0", "008.0"})
    void oneUserInTwoSpellingsIsAFailure(String id) {
        stream.change(USERS + 7, row -> row.withUser(id));
        Finding twins = finding(report(), "user id twins");
        assertThat(twins.status()).isEqualTo(Status.FAIL);
        assertThat(twins.figures()).containsEntry("by_form", 1L).containsEntry("by_case", 0L);
        assertThat(lines(twins)).containsExactly(lineOf(USERS + 7));
    }

    @Test
    void idsThatDifferByCaseAreAWarning() {
        stream.change(7, row -> row.withItem("Tea")).change(8, row -> row.withItem("tea"));
        Finding twins = only("item id twins", Status.WARN);
        assertThat(twins.figures()).containsEntry("by_form", 0L).containsEntry("by_case", 1L);
        assertThat(lines(twins)).containsExactly(lineOf(8));
    }

    @Test
    void theUserColumnInPlaceOfTheItemsIsAFailure() {
        stream.changeAll(row -> row.withItem(row.user()));
        Finding columns = only("id columns", Status.FAIL);
        assertThat(columns.figures()).containsEntry("equal", 2000L).containsEntry("share", 1.0);
    }

    @Test
    void starsNeedAMinimumValue() {
        stream.changeAll(row -> row.worth("" + (1 + row.ms() % 5)));
        stream.changeAll(row -> row.value().equals("1") ? row.worth("4.5") : row);
        Report report = report();
        Finding minimum = only("minimum value", Status.WARN);
        assertThat(minimum.figures()).containsEntry("suggested", 4.0);
        assertThat(advice(report).minValue()).isEqualTo(4.0);
        assertThat(advice(report).command()).contains(" --min-value 4 ");
        assertThat(finding(report, "values").message()).contains("4.5 (").contains("5 (");
        assertThat(troubles(report(stream.csv(), 4.0))).isEmpty();
    }

    @Test
    void quantitiesNeedNoMinimumValue() {
        stream.changeAll(row -> row.worth(row.ms() % 10 == 0 ? "5" : "1"));
        assertThat(troubles(report())).isEmpty();
        assertThat(advice(report()).minValue()).isNull();
    }

    @Test
    void aMinimumValueThatDropsNothingIsAWarning() {
        Report report = report(stream.csv(), 1.0);
        assertThat(troubles(report)).containsExactly("minimum value");
        assertThat(finding(report, "minimum value").figures()).containsEntry("dropped", 0L);
    }

    @Test
    void aMinimumValueThatDropsAllIsAFailureAndLeavesNothingToAdvise() {
        Report report = report(stream.csv(), 2.0);
        assertThat(report.events()).isZero();
        assertThat(report.advice()).isNull();
        assertThat(troubles(report)).containsExactly("minimum value");
        assertThat(finding(report, "minimum value").status()).isEqualTo(Status.FAIL);
        assertThat(lines(finding(report, "minimum value"))).containsExactly(2L, 3L, 4L);
    }

    @Test
    void droppedRowsCountForValuesOnly() {
        stream.change(7, row -> row.withUser("null").worth("0"));
        Report report = report(stream.csv(), 1.0);
        assertThat(troubles(report)).isEmpty();
        assertThat(report.rows()).isEqualTo(2000);
        assertThat(report.events()).isEqualTo(1999);
    }

    @Test
    void negativeValuesAreAWarning() {
        stream.change(7, row -> row.worth("-2"));
        Finding values = only("values", Status.WARN);
        assertThat(values.figures()).containsEntry("negative", 1L).containsEntry("count_of_-2", 1L);
        assertThat(lines(values)).containsExactly(lineOf(7));
    }

    @Test
    void aUserWithoutASecondEventCannotBeTested() {
        for (int row = 0; row < EVENTS; row++) {
            String own = "u" + row;
            stream.change(row, old -> old.withUser(own));
        }
        Report report = report();
        Finding single = finding(report, "single events");
        assertThat(single.status()).isEqualTo(Status.FAIL);
        assertThat(single.figures()).containsEntry("single_users", 2000L);
        assertThat(finding(report, "simultaneous events").figures()).containsEntry("known_users_share", 0.0);
    }

    @Test
    void equalGapsAreThoseOfAMachine() {
        for (int n = 0; n < 21; n++) {
            long ms = timeOf(EVENTS - 1) + 300_000L * (n + 1);
            stream.insert(EVENTS + n, new CleanStream.Row("bot", "" + (n + 1), "" + ms, "1"));
        }
        Finding machines = only("machine-like users", Status.WARN);
        assertThat(machines.figures()).containsEntry("regular_users", 1L).containsEntry("hasty_users", 0L);
        assertThat(machines.examples())
                .containsExactly(new Example(lineOf(EVENTS), "user 'bot' has 20 gaps in a row of 5 min"));
    }

    @Test
    void sixtyTimesInAMinuteAreThoseOfAMachine() {
        long minute = (timeOf(EVENTS - 1) / 60_000 + 1) * 60_000;
        for (int n = 0; n < 60; n++) {
            long ms = minute + 900L * n + n % 3;
            stream.insert(EVENTS + n, new CleanStream.Row("bot", "" + (n + 1), "" + ms, "1"));
        }
        Finding machines = only("machine-like users", Status.WARN);
        assertThat(machines.figures()).containsEntry("hasty_users", 1L).containsEntry("regular_users", 0L);
        assertThat(machines.examples())
                .containsExactly(new Example(lineOf(EVENTS), "user 'bot' has 60 different times in one minute"));
    }

    @Test
    void aUserWithMuchOfTheStreamIsAWarning() {
        for (int row = 0; row < EVENTS; row++) {
            int n = row;
            String user = n % 10 == 0 ? "crawler" : "u" + n % 200;
            stream.change(n, old -> old.withUser(user).withItem("" + (n / 200 + n % 200 * 3)));
        }
        Finding heavy = finding(report(), "heavy users");
        assertThat(heavy.status()).isEqualTo(Status.WARN);
        assertThat(heavy.figures()).containsEntry("most_events", 200L).containsEntry("top_user_share", 0.1);
        assertThat(heavy.examples().get(0)).isEqualTo(new Example(2, "user 'crawler' has 200 events"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                               | is empty
                    '1,2,1600000000000,4\\n'         | no column 'user'
                    'user,item,timestamp_ms,value\\n' | has no rows
                    """)
    void aFileWithoutRowsOrHeaderCannotBeUsed(String text, String message) {
        assertThatThrownBy(() -> report(text.replace("\\n", "\n"), null))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFileOfDamagedRowsOnlyCannotBeUsed() {
        stream.changeAll(row -> row.at(-1));
        assertThatThrownBy(this::report)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("every row of")
                .hasMessageContaining("(2000); the first: line 2: timestamp_ms is no time: '-1'. Repair the file");
    }

    /** The only finding that is no pass. */
    private Finding only(String name, Status status) {
        Report report = report();
        assertThat(troubles(report)).containsExactly(name);
        Finding finding = finding(report, name);
        assertThat(finding.status()).isEqualTo(status);
        return finding;
    }

    private static List<String> troubles(Report report) {
        return report.checks().stream()
                .filter(check -> check.status() != Status.PASS)
                .map(Finding::name)
                .toList();
    }

    private static Finding finding(Report report, String name) {
        return report.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Long> lines(Finding finding) {
        return finding.examples().stream().map(Example::line).toList();
    }

    private static Advice advice(Report report) {
        Advice advice = report.advice();
        if (advice == null) {
            throw new AssertionError("there is no advice");
        }
        return advice;
    }

    private Report report() {
        return report(stream.csv(), null);
    }

    private Report report(String text, @Nullable Double minValue) {
        return Validation.of(write(text), minValue);
    }

    private void replayed() {
        replayed(InputOptions.everything());
    }

    private void replayed(InputOptions options) {
        try (InteractionStream events = InteractionFiles.open(write(stream.csv()), options)) {
            events.forEachRemaining(event -> {});
        }
    }

    private Path write(String text) {
        try {
            return Files.writeString(folder.resolve("in.csv"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
