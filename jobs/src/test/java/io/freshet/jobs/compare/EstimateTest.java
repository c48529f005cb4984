package io.freshet.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.embedding.SplitMix64;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void theIntervalLeavesOutEquallyManyOnBothSides() {
        // of 99, 0.9 leaves out (99 + 1) * 0.05 = 5 positions: the 5th from either end are its ends
        double[] resampled = IntStream.rangeClosed(1, 99).mapToDouble(i -> i).toArray();
        Estimate estimate = Estimate.of(10, 0.2, 0.25, resampled, 0.9);
        assertThat(estimate.low()).isEqualTo(5);
        assertThat(estimate.high()).isEqualTo(95);
    }

    @Test
    void pIsTwiceTheShareBeyondZeroWithTheEstimateAsOneMore() {
        // of 99, 3 are at or below 0: 2 * (3 + 1) / (99 + 1)
        double[] resampled = IntStream.range(-2, 97).mapToDouble(i -> i).toArray();
        assertThat(Estimate.of(10, 0.2, 0.25, resampled, 0.9).p()).isEqualTo(0.08, within(1e-15));
    }

    @Test
    void withoutAnyDifferencePIsOneAndTheIntervalIsZero() {
        Estimate estimate = Estimate.of(10, 0.2, 0.2, new double[99], 0.9);
        assertThat(estimate.p()).isEqualTo(1);
        assertThat(estimate.excludesZero()).isFalse();
        assertThat(estimate.standardError()).isZero();
    }

    @Test
    void intervalAndPNeverContradictEachOtherOverSeed3() {
        SplitMix64 random = new SplitMix64(3);
        for (int i = 0; i < 2_000; i++) {
            double shift = random.nextFloat() * 0.16 - 0.08;
            double[] resampled = IntStream.range(0, 199)
                    .mapToDouble(j -> random.nextFloat() - 0.5 + (random.nextInt(2) == 0 ? 6 * shift : 5 * shift))
                    .toArray();
            Estimate estimate = Estimate.of(1, 0, shift, resampled, 0.9);
            assertThat(estimate.excludesZero()).isEqualTo(estimate.p() <= 0.1 + 1e-12);
        }
    }

    @Test
    void theStandardErrorIsTheSpreadOfTheResamples() {
        double[] resampled = new double[100];
        Arrays.fill(resampled, 0, 50, 1);
        Arrays.fill(resampled, 50, 100, 3);
        assertThat(Estimate.of(1, 0, 2, resampled, 0.9).standardError())
                .isEqualTo(Math.sqrt(100 / 99.0), within(1e-12));
    }

    @Test
    void theDifferenceIsRelativeToTheReference() {
        Estimate estimate = Estimate.untested(10, 0.2, 0.25);
        assertThat(estimate.difference()).isEqualTo(0.05, within(1e-15));
        assertThat(estimate.relative()).isEqualTo(0.25, within(1e-15));
        assertThat(Estimate.untested(10, 0, 0.25).relative()).isNaN();
    }

    @Test
    void tooFewResamplesForTheConfidenceAreRefused() {
        assertThatThrownBy(() -> Estimate.of(1, 0, 0, new double[10], 0.95)).hasMessageContaining("10 resamples");
    }
}
