package io.freshet.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PaceTest {

    @Test
    void withoutARateNothingWaits() {
        Pace pace = new Pace(null);
        pace.sent();
        assertThat(pace.waitNanos(0)).isZero();
    }

    @Test
    void eventsAreDueAtEqualDistancesAndAShortDelayIsMadeUpFor() {
        Pace pace = new Pace(100.0);
        assertThat(pace.waitNanos(0)).isZero();
        pace.sent();
        assertThat(pace.waitNanos(0)).isEqualTo(10_000_000);
        assertThat(pace.waitNanos(15_000_000)).isZero();
        pace.sent();
        assertThat(pace.waitNanos(15_000_000)).isEqualTo(5_000_000);
    }

    @Test
    void eventsThatGoAheadWaitForNothing() {
        Pace pace = new Pace(100.0, 2);
        for (int i = 0; i < 2; i++) {
            assertThat(pace.waitNanos(0)).isZero();
            pace.sent();
        }
        assertThat(pace.waitNanos(0)).isZero();
        pace.sent();
        assertThat(pace.waitNanos(0)).isEqualTo(10_000_000);
    }

    @Test
    void afterALongHoldUpTheScheduleStartsAnew() {
        Pace pace = new Pace(100.0);
        pace.waitNanos(0);
        pace.sent();
        long late = 5_000_000_000L;
        assertThat(pace.waitNanos(late)).isZero();
        pace.sent();
        assertThat(pace.waitNanos(late)).isEqualTo(10_000_000);
    }
}
