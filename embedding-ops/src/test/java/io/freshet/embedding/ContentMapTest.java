package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.embedding.simd.KernelProvider;
import io.freshet.embedding.simd.RowKernels;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ContentMapTest {
    private static final RowKernels KERNELS = KernelProvider.create().rows();
    private static final int INPUTS = 4;
    private static final int DIMENSION = 2;

    private final ContentMap map = new ContentMap(INPUTS, DIMENSION, KERNELS);
    private final float[] mapped = new float[map.outputs()];

    @Test
    void saysNothingBeforeItHasLearned() {
        map.map(new float[] {1, 2, 3, 4}, mapped);
        assertThat(mapped).containsOnly(0f);
        assertThat(map.isLearned(0)).isFalse();
    }

    @Test
    void comesNearALinearRelationWhateverTheOrderOfItsExamples() {
        SplittableRandom random = new SplittableRandom(5);
        for (int n = 0; n < 20_000; n++) {
            float[] content = content(random);
            assertThat(map.learn(content, relation(content), input -> {})).isTrue();
        }
        for (int n = 0; n < 100; n++) {
            float[] content = content(random);
            map.map(content, mapped);
            float[] expected = relation(content);
            for (int i = 0; i < mapped.length; i++) {
                assertThat(mapped[i]).isCloseTo(expected[i], within(0.02f));
            }
        }
    }

    @Test
    void tellsOfTheInputsThatChangeAndOfNoOther() {
        Set<Integer> told = new HashSet<>();
        map.learn(new float[] {0, 1, 0, -1}, new float[] {1, 1, 1, 1, 1}, told::add);
        assertThat(told).containsExactlyInAnyOrder(1, 3, INPUTS);
        assertThat(map.isLearned(0)).isFalse();
        assertThat(map.isLearned(1)).isTrue();
    }

    @Test
    void whatSeveralLearnedAddsUp() {
        float[] before = map.read(1);
        map.learn(new float[] {0, 1, 0, 0}, new float[] {1, 2, 3, 4, 5}, input -> {});
        float[] after = map.read(1);
        ContentMap other = new ContentMap(INPUTS, DIMENSION, KERNELS);
        for (int i = 0; i < after.length; i++) {
            after[i] = 2 * (after[i] - before[i]);
        }
        other.write(1, after);
        assertThat(other.read(1)).isEqualTo(after);
        other.map(new float[] {0, 1, 0, 0}, mapped);
        map.map(new float[] {0, 1, 0, 0}, before);
        assertThat(mapped[4]).isGreaterThan(before[4] / 2);
    }

    @Test
    void anExampleThatIsNotFiniteTeachesNothing() {
        assertThat(map.learn(new float[] {1, 0, 0, 0}, new float[] {1, Float.NaN, 0, 0, 0}, input -> {}))
                .isFalse();
        assertThat(map.learn(new float[] {Float.MAX_VALUE, 0, 0, 0}, new float[5], input -> {}))
                .isFalse();
        assertThat(map.isLearned(0)).isFalse();
    }

    @Test
    void refusesVectorsThatAreTooLong() {
        assertThatThrownBy(() -> new ContentMap(4097, 2, KERNELS))
                .hasMessage("content vector's length is 4097: set it between 1 and 4096");
    }

    private static float[] content(SplittableRandom random) {
        float[] content = new float[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            content[i] = random.nextInt(3) - 1f;
        }
        return content;
    }

    private static float[] relation(float[] c) {
        return new float[] {1 + c[0], c[1] - c[2], 0.5f * c[3], 2 - c[0] - c[3], c[2]};
    }
}
