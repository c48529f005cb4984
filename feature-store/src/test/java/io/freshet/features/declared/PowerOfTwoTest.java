package io.freshet.features.declared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PowerOfTwoTest {

    @Test
    void isWithinThreeUlpOfTheTrueValue() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            double power = i == 0 ? 0 : random.nextDouble();
            double exact = StrictMath.pow(2, power);
            assertThat(Math.abs(PowerOfTwo.of(power) - exact)).isLessThanOrEqualTo(3 * Math.ulp(exact));
        }
    }
}
