package io.freshet.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void noNumberIsADash() {
        assertThat(Numbers.share(Double.NaN)).isEqualTo("–");
        assertThat(Numbers.value(View.object().putNull("a").path("a"))).isNaN();
        assertThat(Numbers.value(View.object().path("a"))).isNaN();
    }

    @Test
    void sizesKeepThreeDigits() {
        assertThat(Numbers.short3(4.926)).isEqualTo("4.93");
        assertThat(Numbers.short3(9.996)).isEqualTo("10.0");
        assertThat(Numbers.short3(49.26)).isEqualTo("49.3");
        assertThat(Numbers.short3(99.96)).isEqualTo("100");
        assertThat(Numbers.short3(4926)).isEqualTo("4,926");
    }

    @Test
    void differencesHaveASign() {
        assertThat(Numbers.signedPercent(0.1234)).isEqualTo("+12.3\u00a0%");
        assertThat(Numbers.signedPercent(-0.1234)).isEqualTo("−12.3\u00a0%");
        assertThat(Numbers.signedShare(-0.00171)).isEqualTo("−0.0017");
    }

    @Test
    void ticksAreShort() {
        assertThat(Numbers.tick(0)).isEqualTo("0");
        assertThat(Numbers.tick(2_500)).isEqualTo("2,500");
        assertThat(Numbers.tick(100_000)).isEqualTo("100k");
        assertThat(Numbers.tick(1_500_000)).isEqualTo("1.5M");
    }
}
