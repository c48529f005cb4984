package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LearnerConfigTest {
    @Test
    void theDefaultsAreThoseOfTheMeasurements() {
        assertThat(LearnerConfig.DEFAULTS)
                .isEqualTo(
                        new LearnerConfig(64, 20, 64, 1, 0.75f, 10_000, 0.1f, 0f, 0.03f, 100f, 0.05f, 0.05f, true, 42));
    }

    @Test
    void theBuilderTakesEveryValue() {
        LearnerConfig config = LearnerConfig.builder()
                .dimension(1)
                .contextLength(2)
                .negatives(3)
                .sharedNegatives(4)
                .ringShare(0.5f)
                .ringSize(6)
                .rate(7)
                .rateFloor(0.8f)
                .decay(0.9f)
                .maxNorm(10)
                .weightRate(0.11f)
                .deviation(0.12f)
                .situations(false)
                .seed(13)
                .build();

        assertThat(config)
                .isEqualTo(new LearnerConfig(1, 2, 3, 4, 0.5f, 6, 7f, 0.8f, 0.9f, 10f, 0.11f, 0.12f, false, 13));
    }

    @ParameterizedTest(name = "{0}, case {index}")
    @MethodSource("outOfRange")
    void aValueOutOfRangeIsRefusedByNameWithItsLimits(String name, UnaryOperator<LearnerConfig.Builder> change) {
        LearnerConfig.Builder builder = change.apply(LearnerConfig.builder());

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(name + " is \\S+: set it between \\S+ and \\S+");
    }

    private static Stream<Arguments> outOfRange() {
        return Stream.of(
                refused("dimension", b -> b.dimension(0)),
                refused("dimension", b -> b.dimension(4097)),
                refused("contextLength", b -> b.contextLength(0)),
                refused("negatives", b -> b.negatives(0)),
                refused("sharedNegatives", b -> b.sharedNegatives(0)),
                refused("sharedNegatives", b -> b.sharedNegatives(10_001)),
                refused("ringShare", b -> b.ringShare(1.5f)),
                refused("ringShare", b -> b.ringShare(Float.NaN)),
                refused("ringSize", b -> b.ringSize(0)),
                refused("rate", b -> b.rate(-1)),
                refused("rate", b -> b.rate(Float.POSITIVE_INFINITY)),
                refused("rateFloor", b -> b.rateFloor(-0.1f)),
                refused("rateFloor", b -> b.rateFloor(1.1f)),
                refused("decay", b -> b.decay(2)),
                refused("maxNorm", b -> b.maxNorm(0)),
                refused("maxNorm", b -> b.maxNorm(Float.POSITIVE_INFINITY)),
                refused("weightRate", b -> b.weightRate(11)),
                refused("deviation", b -> b.deviation(-1)));
    }

    private static Arguments refused(String name, UnaryOperator<LearnerConfig.Builder> change) {
        return Arguments.of(name, change);
    }
}
