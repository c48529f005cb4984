package io.freshet.jobs.validate;

import static io.freshet.jobs.validate.CleanStream.lineOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Values and the minimum that is advised. */
class ValuesValidationTest extends ValidationFixture {
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
}
