package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FiniteTablesTest {
    private final ItemModel model =
            new ItemModel(LearnerConfig.builder().dimension(2).build());
    private final int row = model.rowOf(1, "a");

    @ParameterizedTest(name = "{0}")
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void noSetterLetsAValueInThatIsNotFinite(float value) {
        float first = model.targets().chunk(row)[model.targets().offset(row)];

        assertRefused("vector", value, () -> model.targets().write(row, new float[] {1f, value}, 0, 1f));
        assertRefused("accumulator", value, () -> model.targets().write(row, new float[] {1f, 1f}, 0, value));
        assertRefused("accumulator", value, () -> model.sources().accumulator(row, value));
        assertRefused("bias", value, () -> model.targetChanged(row, value));
        assertRefused("accumulator", value, () -> model.biasAccumulator(row, value));

        assertThat(model.targets().chunk(row)[model.targets().offset(row)]).isEqualTo(first);
        assertThat(model.targets().accumulator(row)).isZero();
        assertThat(model.sources().accumulator(row)).isZero();
        assertThat(model.bias(row)).isZero();
        assertThat(model.biasAccumulator(row)).isZero();
    }

    private static void assertRefused(String what, float value, ThrowingCallable write) {
        assertThatThrownBy(write)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the " + what + " of row 0 would get the value " + value
                        + ": only finite values may enter a table, so look for where it comes from");
    }
}
