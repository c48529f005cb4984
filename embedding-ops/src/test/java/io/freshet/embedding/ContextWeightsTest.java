package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContextWeightsTest {
    @ParameterizedTest(name = "{0} ms ago is gap {1}")
    @CsvSource({
        "-1, 0",
        "0, 0",
        "29999, 0",
        "30000, 1",
        "119999, 1",
        "120000, 2",
        "899999, 2",
        "900000, 3",
        "7199999, 3",
        "7200000, 4",
        "86399999, 4",
        "86400000, 5",
        "604799999, 5",
        "604800000, 6",
        "2591999999, 6",
        "2592000000, 7",
        "9223372036854775807, 7"
    })
    void gapsBeginAtTheirLowerBound(long ms, int gap) {
        assertThat(ContextWeights.index(0, ms)).isEqualTo(gap);
        assertThat(ContextWeights.index(3, ms)).isEqualTo(3 * ContextWeights.GAPS + gap);
    }

    @Test
    void weightsStartAtPowersOfFourFifthsInEveryGap() {
        ContextWeights weights = new ContextWeights(4);

        assertThat(weights.weights()).hasSize(4 * ContextWeights.GAPS);
        for (int k = 0; k < 4; k++) {
            for (int gap = 0; gap < ContextWeights.GAPS; gap++) {
                assertThat((double) weights.weights()[k * ContextWeights.GAPS + gap])
                        .isCloseTo(Math.pow(0.8, k), Offset.offset(1e-6));
            }
        }
        assertThat(weights.squares()).containsOnly(0f);
    }
}
