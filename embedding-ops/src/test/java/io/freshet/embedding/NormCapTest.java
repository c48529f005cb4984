package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NormCapTest {
    @Test
    void aVectorThatIsTooLongIsCutInItsDirection() {
        float[] values = {9f, 3f, 4f, 9f};

        new NormCap(1f).apply(values, 1, 2);

        assertThat(values).containsExactly(9f, 0.6f, 0.8f, 9f);
    }

    @Test
    void aVectorWithinTheLimitKeepsItsBits() {
        float[] values = {3f, -4f, 0f};

        new NormCap(5f).apply(values, 0, 3);
        NormCap.NONE.apply(values, 0, 3);

        assertThat(values).containsExactly(3f, -4f, 0f);
    }

    @ParameterizedTest(name = "values of about {0}")
    @ValueSource(doubles = {1e-30, 1, 1e18, 1e30, 3e38})
    void anyFiniteVectorCanBeCut(double size) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[70];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (size * random.nextDouble(-1, 1));
        }

        new NormCap(2f).apply(values, 0, values.length);

        assertThat(NormCap.square(values, 0, values.length)).isLessThanOrEqualTo(4 * (1 + 1e-6));
    }
}
