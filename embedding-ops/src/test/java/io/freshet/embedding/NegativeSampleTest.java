package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.simd.StableMath;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class NegativeSampleTest {
    private static final int NEGATIVES = 6;

    private final NegativeSampler sampler = new NegativeSampler(10, 0.75f);
    private final int[] rows = new int[NEGATIVES + 1];
    private final float[] logQ = new float[NEGATIVES + 1];

    @Test
    void aSampleServesSoManyStepsWhateverIsLearnedMeanwhile() {
        ItemModel model = model(20);
        NegativeSample sample = sample(3, model);
        int[] first = fill(sample, 19, 1);
        float[] firstLogQ = logQ.clone();
        sampler.add(first[1]);
        assertThat(fill(sample, 19, 2)).isEqualTo(first);
        assertThat(fill(sample, 19, 3)).isEqualTo(first);
        assertThat(Arrays.copyOfRange(logQ, 1, first.length)).isEqualTo(Arrays.copyOfRange(firstLogQ, 1, first.length));

        assertThat(fill(sample, 19, 4)).isNotEqualTo(first).isEqualTo(fill(sample(1, model), 19, 4));
    }

    @Test
    void withoutSharingEveryStepHasTheNegativesOfItsSeed() {
        ItemModel model = model(20);
        NegativeSample sample = sample(1, model);
        int[] first = fill(sample, 19, 1);

        assertThat(fill(sample, 19, 2)).isNotEqualTo(first);
        assertThat(fill(sample, 19, 1)).isEqualTo(first);
    }

    @Test
    void aPositiveIsNoNegativeAndItsProbabilityIsTheNewest() {
        ItemModel model = model(3);
        NegativeSample sample = sample(100, model);
        fill(sample, 0, 1);
        for (int positive = 0; positive < 3; positive++) {
            sampler.add(positive);
            int[] filled = fill(sample, positive, 1);

            assertThat(filled[0]).isEqualTo(positive);
            assertThat(Arrays.copyOfRange(filled, 1, filled.length)).doesNotContain(positive);
            assertThat(logQ[0]).isEqualTo(StableMath.log(sampler.probability(positive, 3)));
        }
    }

    @Test
    void afterAnItemWasForgottenTheSampleIsDrawnAnew() {
        ItemModel model = model(4);
        NegativeSample sample = sample(100, model);
        int[] first = fill(sample, 0, 1);
        int gone = first[1];
        model.remove(model.index().key(gone));
        sampler.remove(gone);

        assertThat(fill(sample, 0, 1)).doesNotContain(gone);
    }

    private int[] fill(NegativeSample sample, int positive, long seed) {
        return Arrays.copyOf(rows, sample.fill(positive, seed, rows, logQ));
    }

    private NegativeSample sample(int shared, ItemModel model) {
        LearnerConfig config = LearnerConfig.builder()
                .dimension(1)
                .negatives(NEGATIVES)
                .sharedNegatives(shared)
                .build();
        return new NegativeSample(config, sampler, model);
    }

    private static ItemModel model(int items) {
        ItemModel model = new ItemModel(LearnerConfig.builder().dimension(1).build());
        for (int item = 0; item < items; item++) {
            model.rowOf(item + 1, "item-" + item);
        }
        return model;
    }
}
