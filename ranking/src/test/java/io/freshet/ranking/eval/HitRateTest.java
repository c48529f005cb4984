package io.freshet.ranking.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HitRateTest {
    @Test
    void countsRanksUpToNAndTakesTheUnrankedForMisses() {
        HitRate rate = new HitRate(10);
        for (int rank : new int[] {1, 10, 11, PrequentialModel.UNRANKED, 3, 100, 0, 10}) {
            rate.add(rank);
        }

        assertThat(rate.events()).isEqualTo(8);
        assertThat(rate.value()).isEqualTo(0.5);
    }

    @Test
    void ofNoEventsThereIsNoRate() {
        assertThat(new HitRate(10).value()).isNaN();
    }
}
