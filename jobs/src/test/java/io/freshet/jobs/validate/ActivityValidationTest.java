package io.freshet.jobs.validate;

import static io.freshet.jobs.validate.CleanStream.EVENTS;
import static io.freshet.jobs.validate.CleanStream.lineOf;
import static io.freshet.jobs.validate.CleanStream.timeOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Users who cannot be tested, or are no people. */
class ActivityValidationTest extends ValidationFixture {
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
}
