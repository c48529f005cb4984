package io.freshet.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Figures figures = new Figures(1_999);

    @Test
    void theSmallestPThatResamplesAllowIsABound() {
        assertThat(figures.p(0.001, 0.004)).isEqualTo("≤0.0040");
        assertThat(figures.sentence(0.001, 0.004)).isEqualTo("p ≤ 0.0040");
        assertThat(figures.sentence(0.002, 0.008)).isEqualTo("p = 0.0080");
        assertThat(figures.sentence(1, 1)).isEqualTo("p = 1.0000");
        assertThat(new Figures(999_999).sentence(2e-6, 8e-6)).isEqualTo("p < 0.0001");
    }

    @Test
    void whatWasNotTestedIsADash() {
        assertThat(figures.p(Double.NaN, Double.NaN)).isEqualTo("-");
        assertThat(Figures.value(Double.NaN)).isEqualTo("-");
        assertThat(Figures.interval(Estimate.untested(3, 0, 0))).isEqualTo("-");
    }

    @Test
    void numbersHaveTheSignAndThePointOfEveryLocale() {
        assertThat(Figures.value(0.19538)).isEqualTo("0.1954");
        assertThat(Figures.signed(-0.00415)).startsWith("-0.004");
        assertThat(Figures.percent(0.277)).isEqualTo("+27.7 %");
        assertThat(Figures.share(0.95)).isEqualTo("95 %");
        assertThat(Figures.share(0.999)).isEqualTo("99.9 %");
        assertThat(Figures.count(575_281)).isEqualTo("575,281");
    }
}
