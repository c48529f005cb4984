package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecayedCountsTest {
    @Test
    void anEventCountsHalfAfterTheHalfLife() {
        DecayedCounts counts = new DecayedCounts(10f);
        counts.add(3, 0);

        assertThat(count(counts, 3, 0)).isCloseTo(1, within(1e-6));
        assertThat(count(counts, 3, 10)).isCloseTo(0.5, within(1e-6));
        assertThat(count(counts, 3, 30)).isCloseTo(0.125, within(1e-6));

        counts.add(3, 30);
        assertThat(count(counts, 3, 30)).isCloseTo(1.125, within(1e-6));
    }

    @Test
    void whatWasNeverCountedIsLessThanAnything() {
        DecayedCounts counts = new DecayedCounts(10f);
        counts.add(0, 0);

        assertThat(counts.log(1)).isEqualTo(DecayedCounts.NEVER);
        assertThat(counts.log(1_000)).isEqualTo(DecayedCounts.NEVER);
        assertThat(counts.logAt(1, 5)).isEqualTo(DecayedCounts.LEAST);
    }

    @Test
    void aBillionEventsLaterTheCountIsStillRight() {
        DecayedCounts counts = new DecayedCounts(70f);
        counts.add(0, 1_000_000_000L);
        counts.add(0, 1_000_000_070L);

        assertThat(count(counts, 0, 1_000_000_070L)).isCloseTo(1.5, within(1e-5));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void countsAsTheSumOfAllEventsDoes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DecayedCounts counts = new DecayedCounts(50f);
        double[] exact = new double[20];
        for (int clock = 0; clock < 2_000; clock++) {
            for (int row = 0; row < exact.length; row++) {
                exact[row] *= Math.pow(2, -1 / 50.0);
            }
            int row = random.nextInt(1 + random.nextInt(exact.length));
            exact[row]++;
            counts.add(row, clock);
        }
        for (int row = 0; row < exact.length; row++) {
            assertThat(count(counts, row, 1_999)).isCloseTo(exact[row], within(1e-4 * exact[row] + 1e-12));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5})
    void whatSeveralCountedMergesInAnyOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DecayedCounts all = new DecayedCounts(50f);
        DecayedCounts[] parts = {new DecayedCounts(50f), new DecayedCounts(50f), new DecayedCounts(50f)};
        for (int clock = 0; clock < 1_000; clock++) {
            int row = random.nextInt(5);
            all.add(row, clock);
            parts[random.nextInt(3)].add(row, clock);
        }
        for (int[] order : new int[][] {{0, 1, 2}, {2, 1, 0}, {1, 0, 2}}) {
            DecayedCounts merged = new DecayedCounts(50f);
            for (int part : order) {
                for (int row = 0; row < 5; row++) {
                    merged.merge(row, parts[part].log(row));
                }
            }
            for (int row = 0; row < 5; row++) {
                assertThat(merged.log(row)).isCloseTo(all.log(row), within(1e-4));
            }
        }
    }

    private static double count(DecayedCounts counts, int row, long clock) {
        return Math.exp(counts.logAt(row, clock));
    }
}
