package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LearnerConfigTest {
    @Test
    void theDefaultsAreThoseOfTheMeasurements() {
        assertThat(LearnerConfig.DEFAULTS)
                .isEqualTo(new LearnerConfig(64, 20, 64, 0.75f, 10_000, 0.1f, 0.03f, 0.05f, 0.05f, 42));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "dimension, 0, 20, 64, 0.75, 10000, 0.1, 0.03, 0.05, 0.05",
        "dimension, 4097, 20, 64, 0.75, 10000, 0.1, 0.03, 0.05, 0.05",
        "contextLength, 64, 0, 64, 0.75, 10000, 0.1, 0.03, 0.05, 0.05",
        "negatives, 64, 20, 0, 0.75, 10000, 0.1, 0.03, 0.05, 0.05",
        "ringShare, 64, 20, 64, 1.5, 10000, 0.1, 0.03, 0.05, 0.05",
        "ringShare, 64, 20, 64, NaN, 10000, 0.1, 0.03, 0.05, 0.05",
        "ringSize, 64, 20, 64, 0.75, 0, 0.1, 0.03, 0.05, 0.05",
        "rate, 64, 20, 64, 0.75, 10000, -1, 0.03, 0.05, 0.05",
        "rate, 64, 20, 64, 0.75, 10000, Infinity, 0.03, 0.05, 0.05",
        "decay, 64, 20, 64, 0.75, 10000, 0.1, 2, 0.05, 0.05",
        "weightRate, 64, 20, 64, 0.75, 10000, 0.1, 0.03, 11, 0.05",
        "deviation, 64, 20, 64, 0.75, 10000, 0.1, 0.03, 0.05, -1"
    })
    void aValueOutOfRangeIsRefusedByNameWithItsLimits(
            String name,
            int dimension,
            int contextLength,
            int negatives,
            float ringShare,
            int ringSize,
            float rate,
            float decay,
            float weightRate,
            float deviation) {
        assertThatThrownBy(() -> new LearnerConfig(
                        dimension,
                        contextLength,
                        negatives,
                        ringShare,
                        ringSize,
                        rate,
                        decay,
                        weightRate,
                        deviation,
                        1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(name + " is \\S+: set it between \\S+ and \\S+");
    }
}
