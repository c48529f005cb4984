package io.freshet.ranking.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class AccuracyTest {
    private static final double EXACT = 1e-15;

    @Test
    void everyMetricIsWhatItIsByHand() {
        Accuracy accuracy = of(1, 2, 10, 11, 100, 101, PrequentialModel.UNRANKED, 3);

        assertThat(accuracy.events()).isEqualTo(8);
        assertThat(accuracy.hitRate()).isEqualTo(4 / 8.0);
        assertThat(accuracy.hitRateOf100()).isEqualTo(6 / 8.0);
        assertThat(accuracy.reciprocalRank()).isCloseTo((1 + 1 / 2.0 + 1 / 10.0 + 1 / 3.0) / 8, within(EXACT));
        // 1/log2(2) + 1/log2(3) + 1/log2(11) + 1/log2(4)
        assertThat(accuracy.ndcg()).isCloseTo((1 + 0.6309297535714574 + 0.2890648263178879 + 0.5) / 8, within(1e-14));
    }

    @Test
    void aHitInFirstPlaceIsPerfect() {
        assertThat(of(1)).isEqualTo(new Accuracy(1, 1, 1, 1, 1));
    }

    @Test
    void ofNoEventsThereIsNoAverage() {
        Accuracy accuracy = of();

        assertThat(accuracy.events()).isZero();
        assertThat(accuracy.hitRate()).isNaN();
        assertThat(accuracy.ndcg()).isNaN();
        assertThat(accuracy.reciprocalRank()).isNaN();
        assertThat(accuracy.hitRateOf100()).isNaN();
    }

    private static Accuracy of(int... ranks) {
        Accuracy.Sum sum = new Accuracy.Sum();
        for (int rank : ranks) {
            sum.add(rank);
        }
        return sum.result();
    }
}
