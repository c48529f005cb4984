package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TopRowsRandomizedTest {
    @ParameterizedTest(name = "the best {0} of {1}, seed {2}")
    @CsvSource({"1, 5, 1", "3, 5, 2", "10, 40, 3", "40, 40, 4", "50, 40, 5"})
    void listsWhatSortingListsWhereValuesGrow(int length, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TopRows top = new TopRows(length);
        double[] values = new double[rows];
        for (int step = 0; step < 500; step++) {
            int row = Math.min(random.nextInt(rows), random.nextInt(rows));
            values[row] += 1 + random.nextDouble(); // no two are equal
            top.grown(row, values[row]);

            assertThat(rowsOf(top)).as("after step %d", step).isEqualTo(sorted(values, length));
        }
    }

    @Test
    void aRemovedRowIsNotListedAndAShrunkOneGoesDown() {
        TopRows top = new TopRows(3);
        for (int row = 0; row < 4; row++) {
            top.grown(row, 10 - row);
        }

        top.remove(1);
        assertThat(rowsOf(top)).containsExactly(0, 2);
        top.remove(3);
        top.grown(0, 7.5);
        assertThat(rowsOf(top)).containsExactly(2, 0);
        top.grown(3, 20);
        top.grown(1, 1);
        assertThat(rowsOf(top)).containsExactly(3, 2, 0);
    }

    private static List<Integer> rowsOf(TopRows top) {
        List<Integer> rows = new ArrayList<>();
        for (int place = 0; place < top.size(); place++) {
            rows.add(top.row(place));
        }
        return rows;
    }

    private static List<Integer> sorted(double[] values, int length) {
        return IntStream.range(0, values.length)
                .filter(row -> values[row] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> values[row]).reversed())
                .limit(length)
                .toList();
    }
}
