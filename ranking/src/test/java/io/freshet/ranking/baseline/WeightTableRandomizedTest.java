package io.freshet.ranking.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WeightTableRandomizedTest {
    private static final int CATALOGUE = 100_000;

    @ParameterizedTest(name = "{0} columns at first, {1} at last, {2} additions, seed {3}")
    @CsvSource({"1, 1, 5, 1", "5, 5, 200, 2", "3, 3000, 400, 3", "10, 100000, 2000, 4", "100, 1000, 20000, 5"})
    void aRowHoldsTheSameAsAMapWhateverItsForm(int first, int last, int additions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        WeightRow row = new WeightRow();
        Map<Integer, Float> expected = new HashMap<>();
        for (int i = 0; i < additions; i++) {
            int columns = first + (int) ((long) (last - first) * i / additions);
            int column = random.nextInt(columns);
            float amount = 1f / (1 + random.nextInt(10));
            row.add(column, amount);
            expected.merge(column, amount, Float::sum);
            if (i % 97 == 0 || i == additions - 1) {
                assertThat(numbers(row, last)).isEqualTo(expected);
            }
            assertThat(row.bytes())
                    .isLessThanOrEqualTo(36L * Math.max(1, expected.size()))
                    .isLessThanOrEqualTo(32 + (long) Math.ceil(4.5 * columns));
        }
    }

    @Test
    void aTableOfManyItemsIsAsLargeAsThePairsInIt() {
        WeightTable table = new WeightTable();
        for (int item = 0; item < CATALOGUE; item++) {
            for (int back = 1; back <= 10 && back <= item; back++) {
                table.add(item - back, item, 1f / back);
                table.add(item % 5, item, 1f);
            }
        }

        assertThat(table.bytes()).isLessThan(36L * 11 * CATALOGUE);
    }

    private static Map<Integer, Float> numbers(WeightRow row, int columns) {
        double[] sums = new double[columns];
        row.addTo(sums, 1, columns);
        Map<Integer, Float> numbers = new HashMap<>();
        for (int column = 0; column < columns; column++) {
            if (sums[column] != 0) {
                numbers.put(column, (float) sums[column]);
            }
        }
        return numbers;
    }
}
