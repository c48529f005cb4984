package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounded neighbour lists beside a table of all pairs. */
final class CoVisitationRandomizedTest {
    private static final int ROWS = 60;
    private static final float ROUNDING = 1e-3f;

    @ParameterizedTest(name = "{0} neighbours, seed {1}")
    @CsvSource({"1, 1", "2, 2", "5, 3", "8, 4", "20, 5", "29, 6"})
    void aWeightIsTooSmallByWhatItSaysAtMost(int limit, long seed) {
        CoVisitation pairs = new CoVisitation(limit);
        Map<Long, Float> exact = new HashMap<>();
        events(seed, 20_000, (pair, amount) -> add(pairs, exact, pair, amount));

        for (int from = 0; from < ROWS; from++) {
            for (int to = 0; to < ROWS; to++) {
                float truth = exact.getOrDefault(key(from, to), 0f);
                assertThat(pairs.weight(from, to))
                        .isLessThanOrEqualTo(truth + ROUNDING)
                        .isGreaterThanOrEqualTo(truth - pairs.missing(from) - ROUNDING);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"7", "8"})
    void nothingIsMissingWithinTheLimit(long seed) {
        CoVisitation pairs = new CoVisitation(ROWS / 2);
        Map<Long, Float> exact = new HashMap<>();
        events(seed, 20_000, (pair, amount) -> add(pairs, exact, pair, amount));

        exact.forEach((key, weight) ->
                assertThat(pairs.weight((int) (key >> 32), key.intValue())).isCloseTo(weight, within(ROUNDING)));
        for (int from = 0; from < ROWS; from++) {
            assertThat(pairs.missing(from)).isZero();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"9", "10", "11"})
    void listsOfSeveralLearnersMergeInAnyOrderWithinTheirErrors(long seed) {
        CoVisitation[] parts = {new CoVisitation(6), new CoVisitation(6), new CoVisitation(6)};
        Map<Long, Float> exact = new HashMap<>();
        SplittableRandom random = new SplittableRandom(seed);
        events(seed, 6_000, (pair, amount) -> add(parts[random.nextInt(3)], exact, pair, amount));

        for (int[] order : new int[][] {{0, 1, 2}, {2, 0, 1}}) {
            CoVisitation merged = new CoVisitation(6);
            for (int part : order) {
                merged.merge(parts[part]);
            }
            for (int from = 0; from < ROWS; from++) {
                for (int to = 0; to < ROWS; to++) {
                    float truth = exact.getOrDefault(key(from, to), 0f);
                    assertThat(merged.weight(from, to))
                            .isLessThanOrEqualTo(truth + ROUNDING)
                            .isGreaterThanOrEqualTo(truth - merged.missing(from) - ROUNDING);
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"12"})
    void scattersEveryWeightOnce(long seed) {
        CoVisitation pairs = new CoVisitation(10);
        Map<Long, Float> exact = new HashMap<>();
        events(seed, 5_000, (pair, amount) -> add(pairs, exact, pair, amount));
        SparseSums sums = new SparseSums();
        sums.add(ROWS + 500, 1f);
        sums.clear();

        pairs.addTo(sums, 1, 2f);
        pairs.addTo(sums, 4, 0.5f);
        pairs.addTo(sums, ROWS + 900, 1f);

        PairSums both = new PairSums();
        pairs.addTo(both, 7, 3f, 5f);
        both.clear();
        pairs.addTo(both, 1, 2f, 1f);
        pairs.addTo(both, 4, 0.5f, 0.25f);

        assertThat(both.size()).isEqualTo(sums.size());
        for (int to = 0; to < ROWS; to++) {
            assertThat(both.first(to)).isEqualTo(sums.get(to));
            assertThat(both.second(to)).isEqualTo(sums.get(to) / 2);
            assertThat(sums.get(to)).isCloseTo(2f * pairs.weight(1, to) + 0.5f * pairs.weight(4, to), within(ROUNDING));
            assertThat(sums.has(to)).isEqualTo(sums.get(to) > 0);
        }
        assertThat(sums.get(ROWS + 500)).isZero();
    }

    /** Pairs of few rows that are met often and many that are met seldom. */
    private static void events(long seed, int count, BiConsumer<Long, Float> each) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            int from = random.nextInt(ROWS);
            int to = random.nextInt(1 + random.nextInt(1 + random.nextInt(ROWS)));
            each.accept(key(from, to), (1 + random.nextInt(8)) / 8f);
        }
    }

    private static void add(CoVisitation pairs, Map<Long, Float> exact, long pair, float amount) {
        pairs.add((int) (pair >> 32), (int) pair, amount);
        exact.merge(pair, amount, Float::sum);
    }

    private static long key(int from, int to) {
        return (long) from << 32 | to;
    }
}
