package io.freshet.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HitRateTest {

    @Test
    void theRecentRateForgetsWhatLiesBehindItsWindow() {
        HitRate rate = new HitRate();
        add(rate, HitRate.WINDOW, 1);
        assertThat(rate.recent()).isEqualTo(1.0);
        add(rate, HitRate.WINDOW / 2, 0);
        assertThat(rate.recent()).isEqualTo(0.5);
        add(rate, HitRate.WINDOW / 2, 11);
        assertThat(rate.recent()).isZero();
        assertThat(rate.overall()).isEqualTo(0.5);
    }

    @Test
    void aFullCurveMergesNeighboursAndKeepsItsShape() {
        Curve curve = new Curve();
        for (int i = 0; i < 50 * Curve.CAPACITY; i++) {
            curve.add(i < 25 * Curve.CAPACITY);
        }
        double[] shares = curve.shares();
        assertThat(shares).hasSize(Curve.CAPACITY / 2);
        assertThat(shares[0]).isEqualTo(1.0);
        assertThat(shares[Curve.CAPACITY / 4 - 1]).isEqualTo(1.0);
        assertThat(shares[Curve.CAPACITY / 4]).isZero();
    }

    private static void add(HitRate rate, int times, int rank) {
        for (int i = 0; i < times; i++) {
            rate.add(rank);
        }
    }
}
