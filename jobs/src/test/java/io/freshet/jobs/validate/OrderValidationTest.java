package io.freshet.jobs.validate;

import static io.freshet.jobs.validate.CleanStream.EVENTS;
import static io.freshet.jobs.validate.CleanStream.USERS;
import static io.freshet.jobs.validate.CleanStream.lineOf;
import static io.freshet.jobs.validate.CleanStream.timeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.jobs.input.InputException;
import io.freshet.jobs.input.InputOptions;
import io.freshet.ranking.eval.Variant;
import org.junit.jupiter.api.Test;

/** Order, ties, rows that come twice, and items that come back. */
class OrderValidationTest extends ValidationFixture {
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
}
