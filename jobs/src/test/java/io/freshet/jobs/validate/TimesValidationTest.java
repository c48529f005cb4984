package io.freshet.jobs.validate;

import static io.freshet.jobs.validate.CleanStream.EVENTS;
import static io.freshet.jobs.validate.CleanStream.START_MS;
import static io.freshet.jobs.validate.CleanStream.lineOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Units of time, and times that cannot be. */
class TimesValidationTest extends ValidationFixture {
    private static final long DAY_MS = 86_400_000;

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
}
