package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.simd.KernelProvider;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScoreCutRandomizedTest {
    private static final long SEED = 20_260_110;

    private final ScoreCut cut = new ScoreCut(KernelProvider.create().scans());

    @ParameterizedTest(name = "scores around {0}, seed " + SEED)
    @ValueSource(floats = {0f, 1e-6f, 1f, -300f, 1e30f})
    void enoughScoresAreAboveTheCutAndFewMore(float scale) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int trial = 0; trial < 300; trial++) {
            float[] scores = ScoreCut.reserve(new float[0], 600);
            int size = 1 + random.nextInt(600);
            for (int i = 0; i < size; i++) {
                scores[i] = scale + Math.max(1f, Math.abs(scale)) * (float) random.nextDouble(-1, 1);
            }
            int wanted = 1 + random.nextInt(size);

            float low = cut.below(scores, size, wanted);

            long above = IntStream.range(0, size).filter(i -> scores[i] > low).count();
            assertThat(above).isBetween((long) wanted, (long) Math.max(wanted * 1.125 + 2, wanted + 3));
            assertThat(collected(scores, size, low, Float.POSITIVE_INFINITY))
                    .containsExactly(IntStream.range(0, size)
                            .filter(i -> scores[i] > low)
                            .toArray());
        }
    }

    @Test
    void theRestComesWithASecondCutBelowTheFirst() {
        float[] scores = Arrays.copyOf(new float[] {5, 1, 4, 2, 3, 4}, 16);

        assertThat(collected(scores, 6, 3.5f, Float.POSITIVE_INFINITY)).containsExactly(0, 2, 5);
        assertThat(collected(scores, 6, 1f, 3.5f)).containsExactly(3, 4);
        assertThat(collected(scores, 6, 2f, 4f)).containsExactly(2, 4, 5);
    }

    @Test
    void ofTooFewScoresAllAreAbove() {
        float[] scores = ScoreCut.reserve(new float[0], 5);
        Arrays.fill(scores, 0, 5, -7f);
        scores[2] = Float.NEGATIVE_INFINITY;

        assertThat(cut.below(scores, 5, 5)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(cut.below(scores, 5, 4)).isLessThan(-7f);
        assertThat(collected(scores, 5, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY))
                .containsExactly(0, 1, 3, 4);
        assertThat(cut.below(scores, 0, 1)).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void equalScoresAreAllAboveOrNone() {
        float[] scores = ScoreCut.reserve(new float[0], 100);
        Arrays.fill(scores, 0, 100, 0f);

        assertThat(collected(scores, 100, cut.below(scores, 100, 7), Float.POSITIVE_INFINITY))
                .hasSize(100);
    }

    private int[] collected(float[] scores, int size, float low, float high) {
        return IntStream.range(0, cut.collect(scores, size, low, high))
                .map(cut::place)
                .toArray();
    }
}
