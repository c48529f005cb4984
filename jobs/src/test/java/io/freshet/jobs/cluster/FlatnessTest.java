package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlatnessTest {
    private static Flatness of(double allowed, IntToDoubleFunction figure) {
        List<Double> samples =
                IntStream.range(0, 30).mapToDouble(figure).boxed().toList();
        return Flatness.of(samples, value -> value, allowed);
    }

    @Test
    void whatGrowsOnlyWhileItIsWarmedUpIsFlat() {
        assertThat(of(0.05, n -> Math.min(n, 9)).growth()).isZero();
        assertThat(of(0.05, n -> Math.min(n, 9)).isFlat()).isTrue();
    }

    @Test
    void whatGrowsWithTheEventsIsNot() {
        Flatness leak = of(0.05, n -> n);
        assertThat(leak.middle()).isEqualTo(14.5);
        assertThat(leak.last()).isEqualTo(24.5);
        assertThat(leak.isFlat()).isFalse();
        // beside 80 MB that are there without it, a leak of 14 MB an hour
        assertThat(of(0.05, n -> 80 + 14 * n / 30.0).isFlat()).isFalse();
    }

    @Test
    void oneSampleThatIsFarOutChangesNothing() {
        assertThat(of(0.05, n -> n == 25 ? 1000 : 10).isFlat()).isTrue();
    }

    @Test
    void aRateMayFallByAShare() {
        assertThat(of(-0.2, n -> n < 20 ? 100 : 81).isFlat()).isTrue();
        assertThat(of(-0.2, n -> n < 20 ? 100 : 79).isFlat()).isFalse();
        assertThat(of(-0.2, n -> n < 20 ? 100 : 200).isFlat()).isTrue();
    }

    @Test
    void tooFewSamplesTellNothing() {
        assertThatThrownBy(() -> Flatness.of(List.of(1.0, 2.0, 3.0), value -> value, 0.05))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 samples are too few");
    }
}
