package io.freshet.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BestRowsRandomizedTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theRowsAreThoseThatSortingPutsFirst(long seed) {
        Random random = new Random(seed);
        int limit = 1 + random.nextInt(20);
        float[] scores = new float[random.nextInt(500)];
        BestRows best = new BestRows(limit);
        best.offer(7, 1e9f);
        best.clear();

        for (int row = 0; row < scores.length; row++) {
            scores[row] = random.nextFloat();
            best.offer(row, scores[row]);
        }

        List<Integer> first = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -scores[row]))
                .limit(limit)
                .toList();
        assertThat(IntStream.range(0, best.size()).mapToObj(best::row)).containsExactlyInAnyOrderElementsOf(first);
    }
}
