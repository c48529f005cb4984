package io.freshet.embedding.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class StableMathRandomizedTest {
    private static final long SEED = 20_260_103;
    private static final int SAMPLES = 1_000_000;
    private static final double MAX_ULPS = 2;

    @Test
    @DisplayName("exp is within 2 ulp of StrictMath, seed " + SEED)
    void expIsWithinTwoUlpOfStrictMath() {
        SplittableRandom random = new SplittableRandom(SEED);
        double worst = 0;
        for (int i = 0; i < SAMPLES; i++) {
            float x = (float) random.nextDouble(-104, 88.72);
            worst = Math.max(worst, ulps(StableMath.exp(x), StrictMath.exp(x)));
            float small = x * 0x1p-20f;
            worst = Math.max(worst, ulps(StableMath.exp(small), StrictMath.exp(small)));
        }
        assertThat(worst).isLessThanOrEqualTo(MAX_ULPS);
    }

    @Test
    @DisplayName("log is within 2 ulp of StrictMath over all positive floats, seed " + SEED)
    void logIsWithinTwoUlpOfStrictMathOverAllPositiveFloats() {
        SplittableRandom random = new SplittableRandom(SEED);
        double worst = 0;
        for (int i = 0; i < SAMPLES; i++) {
            float any = Float.intBitsToFloat(random.nextInt(1, 0x7f800000));
            worst = Math.max(worst, ulps(StableMath.log(any), StrictMath.log(any)));
            float aroundOne = (float) random.nextDouble(0.5, 2);
            worst = Math.max(worst, ulps(StableMath.log(aroundOne), StrictMath.log(aroundOne)));
        }
        assertThat(worst).isLessThanOrEqualTo(MAX_ULPS);
    }

    @Test
    void expKnowsItsEdges() {
        assertThat(StableMath.exp(0f)).isEqualTo(1f);
        assertThat(StableMath.exp(-0f)).isEqualTo(1f);
        assertThat(StableMath.exp(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(StableMath.exp(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(StableMath.exp(89f)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(StableMath.exp(88.72283f)).isFinite().isGreaterThan(3.4e38f);
        assertThat(StableMath.exp(-104f)).isZero();
        assertThat(StableMath.exp(-103.2f)).isEqualTo(Float.MIN_VALUE);
        assertThat(StableMath.exp(Float.NaN)).isNaN();
        assertThat(StableMath.exp(Float.MIN_VALUE)).isEqualTo(1f);
    }

    @Test
    void logKnowsItsEdges() {
        assertThat(StableMath.log(1f)).isZero();
        for (float x :
                new float[] {Float.MIN_VALUE, Float.MIN_NORMAL, Math.nextDown(1f), Math.nextUp(1f), Float.MAX_VALUE}) {
            assertThat(ulps(StableMath.log(x), StrictMath.log(x)))
                    .as("log(%s)", x)
                    .isLessThanOrEqualTo(MAX_ULPS);
        }
    }

    private static double ulps(float actual, double exact) {
        return Math.abs(actual - exact) / Math.ulp((float) exact);
    }
}
