package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class NegativeSamplerTest {
    @Test
    void anEmptyRingMeansUniform() {
        NegativeSampler sampler = new NegativeSampler(10, 0.75f);

        assertThat(sampler.probability(0, 4)).isEqualTo(0.25f);
        assertThat(sampler.probability(3, 4)).isEqualTo(0.25f);
        assertThat(sampler.rows()).isEmpty();
    }

    @Test
    void probabilityIsTheRingsShareAndTheUniformShare() {
        NegativeSampler sampler = new NegativeSampler(10, 0.75f);
        sampler.add(2);
        sampler.add(2);
        sampler.add(0);
        sampler.add(2);

        assertThat(sampler.probability(2, 5)).isEqualTo(0.75f * 3 / 4 + 0.25f / 5);
        assertThat(sampler.probability(0, 5)).isEqualTo(0.75f / 4 + 0.25f / 5);
        assertThat(sampler.probability(1, 5)).isEqualTo(0.25f / 5);
        assertThat(sampler.probability(900, 1_000)).isEqualTo(0.25f / 1_000);
    }

    @Test
    void theOldestLeavesAFullRing() {
        NegativeSampler sampler = new NegativeSampler(3, 1f);
        for (int row : new int[] {7, 8, 9, 8, 100}) {
            sampler.add(row);
        }

        assertThat(sampler.rows()).containsExactly(9, 8, 100);
        assertThat(sampler.probability(7, 200)).isZero();
        assertThat(sampler.probability(8, 200)).isEqualTo(1f / 3);
        assertThat(sampler.probability(100, 200)).isEqualTo(1f / 3);
    }

    @Test
    void theSavedRowsMakeTheSameSampler() {
        NegativeSampler sampler = new NegativeSampler(5, 0.75f);
        for (int row = 0; row < 13; row++) {
            sampler.add(row * row % 7);
        }
        NegativeSampler restored = new NegativeSampler(5, 0.75f);
        for (int row : sampler.rows()) {
            restored.add(row);
        }

        assertThat(restored.rows()).isEqualTo(sampler.rows());
        for (int row = 0; row < 7; row++) {
            assertThat(restored.probability(row, 7)).isEqualTo(sampler.probability(row, 7));
        }
    }

    @Test
    void rowsAreDrawnAsOftenAsTheirProbabilitySays() {
        int known = 10;
        int draws = 400_000;
        NegativeSampler sampler = new NegativeSampler(8, 0.6f);
        for (int row : new int[] {9, 1, 1, 2, 3, 1, 2, 1, 4}) {
            sampler.add(row);
        }
        int[] drawn = new int[known];
        ItemIndex index = index(known);
        SplitMix64 random = new SplitMix64(5);
        for (int i = 0; i < draws; i++) {
            drawn[sampler.draw(random, index)]++;
        }

        double total = 0;
        for (int row = 0; row < known; row++) {
            double q = sampler.probability(row, known);
            total += q;
            assertThat((double) drawn[row] / draws).as("row %d", row).isCloseTo(q, Offset.offset(0.003));
        }
        assertThat(total).isCloseTo(1, Offset.offset(1e-6));
    }

    @Test
    void aRemovedItemIsNeitherDrawnNorCounted() {
        int draws = 300_000;
        NegativeSampler sampler = new NegativeSampler(8, 0.6f);
        for (int row : new int[] {4, 1, 1, 4, 3}) {
            sampler.add(row);
        }
        ItemIndex index = index(6);
        index.remove(4);
        sampler.remove(4);

        assertThat(sampler.rows()).containsExactly(1, 1, 3);
        assertThat(sampler.probability(4, 5)).isEqualTo(0.4f / 5, Offset.offset(1e-7f));
        int[] drawn = new int[6];
        SplitMix64 random = new SplitMix64(6);
        for (int i = 0; i < draws; i++) {
            drawn[sampler.draw(random, index)]++;
        }
        assertThat(drawn[4]).isZero();
        for (int row : new int[] {0, 1, 2, 3, 5}) {
            assertThat((double) drawn[row] / draws).isCloseTo(sampler.probability(row, 5), Offset.offset(0.004));
        }
    }

    /** Items 0, 1, 2 … in rows of the same numbers. */
    static ItemIndex index(int items) {
        ItemIndex index = new ItemIndex();
        for (int item = 0; item < items; item++) {
            index.add(item, "item-" + item);
        }
        return index;
    }
}
