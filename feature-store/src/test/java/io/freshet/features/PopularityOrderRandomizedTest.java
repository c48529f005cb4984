package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PopularityOrderRandomizedTest {
    @ParameterizedTest(name = "{0} rows, counts up to {1}, seed {2}")
    @CsvSource({"1, 3, 1", "10, 2, 2", "100, 5, 3", "300, 1000, 4", "1000, 4294967295, 5"})
    void walksInTheOrderOfASort(int rows, long maxCount, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PopularityOrder order = new PopularityOrder();
        Map<Integer, Long> oracle = new TreeMap<>();
        for (int step = 0; step < 1_000; step++) {
            int row = random.nextInt(rows);
            if (random.nextBoolean()) {
                order.add(row, 1);
                oracle.merge(row, 1L, Long::sum);
            } else {
                long count = random.nextLong(maxCount + 1);
                order.count(row, count);
                oracle.put(row, count);
            }
            assertThat(order.count(row)).isEqualTo(oracle.get(row));
            if (step % 20 == 0) {
                assertThat(walk(order)).isEqualTo(sorted(oracle));
            }
        }
    }

    @Test
    void aRowWithoutEventsIsInNoOrder() {
        PopularityOrder order = new PopularityOrder();
        order.add(70, 2);
        order.add(3, 1);
        order.count(70, 0);

        assertThat(walk(order)).containsExactly(3);
        assertThat(order.count(70)).isZero();
        assertThat(order.count(1_000_000)).isZero();
    }

    /** Beyond 2³² − 1 counts are equal for the order, but not for whoever asks for them. */
    @Test
    void countsBeyondThirtyTwoBitsAreKeptExactly() {
        PopularityOrder order = new PopularityOrder();
        order.count(1, 0xffffffffL + 5);
        order.count(0, 0xffffffffL);
        order.add(1, 1);

        assertThat(order.count(1)).isEqualTo(0xffffffffL + 6);
        assertThat(walk(order)).containsExactly(0, 1);
        order.count(1, 1);
        assertThat(walk(order)).containsExactly(0, 1);
        order.count(1, 0);
        assertThat(walk(order)).containsExactly(0);
    }

    private static List<Integer> walk(PopularityOrder order) {
        List<Integer> rows = new ArrayList<>();
        PopularityOrder.Walk walk = order.walk();
        while (walk.hasNext()) {
            rows.add(walk.nextRow());
        }
        return rows;
    }

    private static List<Integer> sorted(Map<Integer, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<Integer, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
