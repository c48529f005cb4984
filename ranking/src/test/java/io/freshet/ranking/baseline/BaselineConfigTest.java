package io.freshet.ranking.baseline;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.freshet.ranking.baseline.DecayedPopularityConfig.Unit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class BaselineConfigTest {
    static Stream<Arguments> refused() {
        return Stream.of(
                refused(() -> new KnnConfig(0, 1), "recent is 0: set it between 1 and 1000"),
                refused(() -> new KnnConfig(5, 1.1), "decay is 1.1: set it between 0 and 1"),
                refused(() -> new RulesConfig(0, 3), "steps is 0: set it between 1 and 1000"),
                refused(() -> new RulesConfig(10, 1001), "recent is 1001: set it between 1 and 1000"),
                refused(() -> new IsgdConfig(0, 0.1f, 0), "dimension is 0: set it between 1 and 4096"),
                refused(() -> new IsgdConfig(10, 10.1f, 0), "rate is 10.1: set it between 0 and 10"),
                refused(() -> new IsgdConfig(10, 0.1f, -1), "regularization is -1: set it between 0 and 1"),
                refused(() -> new BprConfig(4097, 0.1f, 0, 1), "dimension is 4097: set it between 1 and 4096"),
                refused(() -> new BprConfig(32, Float.NaN, 0, 1), "rate is NaN: set it between 0 and 10"),
                refused(() -> new BprConfig(32, 0.1f, 2, 1), "regularization is 2: set it between 0 and 1"),
                refused(() -> new BprConfig(32, 0.1f, 0, 0), "negatives is 0: set it between 1 and 10000"),
                refused(
                        () -> new DecayedPopularityConfig(0, Unit.HOURS),
                        "halfLife is 0: set it between 0.001 and 1000000000000"),
                refused(() -> new OwnHistoryConfig(-0.1), "decay is -0.1: set it between 0 and 1"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refused")
    void aValueOutOfRangeIsRefusedByNameWithItsLimits(ThrowingCallable creation, String message) {
        assertThatIllegalArgumentException().isThrownBy(creation).withMessage(message);
    }

    private static Arguments refused(ThrowingCallable creation, String message) {
        return Arguments.of(creation, message);
    }
}
