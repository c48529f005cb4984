package io.freshet.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {
    @Test
    void eachValueIsTimesTheTestsThatAreLeft() {
        // 0.01, 0.02, 0.03, 0.04 and 0.05 are the example of R's p.adjust and many text books
        assertThat(Holm.adjust(new double[] {0.01, 0.02, 0.03, 0.04, 0.05}))
                .containsExactly(new double[] {0.05, 0.08, 0.09, 0.09, 0.09}, within(1e-12));
    }

    @Test
    void theOrderOfTheTestsIsKeptAndNothingIsAboveOne() {
        assertThat(Holm.adjust(new double[] {0.6, 0.005, 0.7, 0.04}))
                .containsExactly(new double[] {1, 0.02, 1, 0.12}, within(1e-12));
    }

    @Test
    void anAdjustedValueIsNeverBelowASmallerOnes() {
        // 4 * 0.012 = 0.048, but 3 * 0.013 = 0.039
        assertThat(Holm.adjust(new double[] {0.013, 0.012, 0.5, 0.9}))
                .containsExactly(new double[] {0.048, 0.048, 1, 1}, within(1e-12));
    }

    @Test
    void whatWasNotTestedDoesNotCount() {
        double[] p = {Double.NaN, 0.01, Double.NaN, 0.04};
        assertThat(Holm.adjust(p)).containsExactly(new double[] {Double.NaN, 0.02, Double.NaN, 0.04}, within(1e-12));
        assertThat(Holm.size(p)).isEqualTo(2);
    }

    @Test
    void oneTestStaysAsItIs() {
        assertThat(Holm.adjust(new double[] {0.03})).containsExactly(0.03);
        assertThat(Holm.adjust(new double[0])).isEmpty();
    }
}
