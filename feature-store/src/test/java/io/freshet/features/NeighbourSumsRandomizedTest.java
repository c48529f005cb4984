package io.freshet.features;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Neighbours;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NeighbourSumsRandomizedTest {
    @ParameterizedTest(name = "{0} neighbours kept of {1}, seed {2}")
    @CsvSource({"1, 10, 1", "3, 10, 2", "20, 10, 3", "5, 60, 4"})
    void sumsInAnyOrderAreTheExactSumsButForWhatIsMissing(int limit, int keys, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 50; trial++) {
            Neighbours[] changes = new Neighbours[6];
            Map<Long, Double> exact = new TreeMap<>();
            for (int change = 0; change < changes.length; change++) {
                changes[change] = random(random, Math.min(keys, 2 * limit), keys);
                for (int place = 0; place < changes[change].size(); place++) {
                    exact.merge(
                            changes[change].keys()[place],
                            (double) changes[change].weights()[place],
                            Double::sum);
                }
            }
            assertWithin(sumFrom(0, changes, limit), exact, limit);
            assertWithin(sumFrom(3, changes, limit), exact, limit);
        }
    }

    @Test
    void theHeaviestAreKeptAndOfEqualOnesThoseWithTheSmallerKeys() {
        Neighbours sum = NeighbourSums.sum(
                new Neighbours(new long[] {-1, 2, 5}, new float[] {1, 3, 1}, 0.5f),
                new Neighbours(new long[] {2, 7, 9}, new float[] {1, 1, 0.5f}, 0.25f),
                2);

        assertThat(sum).isEqualTo(new Neighbours(new long[] {-1, 2}, new float[] {1, 4}, 1.75f));
    }

    @ParameterizedTest(name = "{0} keys in {1} places, seed {2}")
    @CsvSource({
        "0, 1, 1",
        "1, 1, 2",
        "2, 9, 3",
        "3, 9, 4",
        "64, 70, 5",
        "65, 100, 6",
        "200, 9223372036854775807, 7",
        "300, 100000, 8"
    })
    void neighboursArePutInOrderWhetherTheirKeysDifferInTheLowestBitsOrTheHighest(int size, long places, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 30; trial++) {
            Map<Long, Float> expected = new TreeMap<>();
            long[] keys = random.longs(-places, places).distinct().limit(size).toArray();
            float[] weights = new float[size];
            for (int i = 0; i < size; i++) {
                weights[i] = (float) random.nextDouble(0.1, 3);
                expected.put(keys[i], weights[i]);
            }

            Neighbours sorted = NeighbourSums.sorted(keys, weights, 0.5f);

            assertThat(sorted.keys())
                    .containsExactly(expected.keySet().stream()
                            .mapToLong(Long::longValue)
                            .toArray());
            for (int i = 0; i < size; i++) {
                assertThat(sorted.weights()[i]).isEqualTo(expected.get(sorted.keys()[i]));
            }
            assertThat(sorted.missing()).isEqualTo(0.5f);
        }
    }

    private static Neighbours sumFrom(int first, Neighbours[] changes, int limit) {
        Neighbours sum = Neighbours.NONE;
        for (int i = 0; i < changes.length; i++) {
            sum = NeighbourSums.sum(sum, changes[(first + i) % changes.length], limit);
        }
        return sum;
    }

    private static void assertWithin(Neighbours sum, Map<Long, Double> exact, int limit) {
        assertThat(sum.size()).isLessThanOrEqualTo(2 * limit);
        Map<Long, Double> left = new TreeMap<>(exact);
        for (int place = 0; place < sum.size(); place++) {
            double full = requireNonNull(left.remove(sum.keys()[place]));
            assertThat((double) sum.weights()[place]).isBetween(full - sum.missing() - 1e-5, full + 1e-5);
        }
        assertThat(left.values()).allMatch(weight -> weight <= sum.missing() + 1e-5);
        if (exact.size() <= 2 * limit) {
            assertThat(sum.missing()).isZero();
        }
    }

    private static Neighbours random(SplittableRandom random, int size, int keys) {
        Map<Long, Float> weights = new TreeMap<>();
        for (int n = random.nextInt(size + 1); n > 0; n--) {
            weights.put((long) random.nextInt(keys) - keys / 2, (float) random.nextDouble(0.1, 3));
        }
        long[] sorted = weights.keySet().stream().mapToLong(Long::longValue).toArray();
        float[] values = new float[sorted.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = weights.getOrDefault(sorted[i], 0f);
        }
        return new Neighbours(sorted, values, 0);
    }
}
