package io.freshet.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class McNemarTest {
    @Test
    void fewDiscordantEventsAreTestedExactly() {
        McNemar test = new McNemar(10, 2);
        assertThat(test.isExact()).isTrue();
        assertThat(test.p()).isEqualTo(2 * (1 + 12 + 66) / 4096.0, within(1e-12));
        assertThat(test.p()).isEqualTo(0.0386, within(5e-5));
    }

    @Test
    void manyAreTestedByTheMidPValue() {
        McNemar test = new McNemar(20, 6);
        // 26 choose 0..6 are 1, 26, 325, 2600, 14950, 65780, 230230; 2^26 = 67108864
        double below = 1 + 26 + 325 + 2_600 + 14_950 + 65_780;
        assertThat(test.isExact()).isFalse();
        assertThat(test.p()).isEqualTo((2 * below + 230_230) / 67_108_864.0, within(1e-12));
    }

    @Test
    void largeCountsAgreeWithTheNormalApproximation() {
        // z = (50500 - 49500) / sqrt(100000) = 3.1623, two-sided 0.001565
        assertThat(new McNemar(50_500, 49_500).p()).isEqualTo(0.001565, within(1e-5));
        assertThat(new McNemar(60_000, 30_000).p()).isBetween(0.0, 1e-300);
    }

    @Test
    void nothingCanBeSaidOfEqualSides() {
        assertThat(new McNemar(0, 0).p()).isEqualTo(1);
        assertThat(new McNemar(7, 7).p()).isEqualTo(1);
        assertThat(new McNemar(50, 50).p()).isEqualTo(1, within(1e-12));
    }

    @Test
    void theSidesAreInterchangeable() {
        assertThat(new McNemar(3, 11).p()).isEqualTo(new McNemar(11, 3).p());
        assertThat(new McNemar(30, 41).p()).isEqualTo(new McNemar(41, 30).p());
    }

    @Test
    void onlyEventsThatOneOfBothHitCount() {
        int[] reference = {1, 10, 11, 0, 5, 0};
        int[] run = {10, 11, 10, 3, 0, 100};
        assertThat(McNemar.of(Metric.HR_10, reference, run, 0, 6)).isEqualTo(new McNemar(2, 2));
        assertThat(McNemar.of(Metric.HR_100, reference, run, 0, 6)).isEqualTo(new McNemar(2, 1));
        assertThat(McNemar.of(Metric.HR_10, reference, run, 1, 3)).isEqualTo(new McNemar(1, 1));
    }

    @Test
    void negativeCountsAreRefused() {
        assertThatThrownBy(() -> new McNemar(-1, 2)).hasMessageContaining("-1 and 2");
    }
}
