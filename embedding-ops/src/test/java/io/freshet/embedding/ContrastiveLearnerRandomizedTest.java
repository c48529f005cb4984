package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps of random learners compared with {@link NaiveLearner}. */
final class ContrastiveLearnerRandomizedTest {
    @ParameterizedTest(
            name =
                    "{0} items, dimension {1}, {2} recent, {3} negatives for {4} steps, ring of {5}, floor {6}, situations {7}, seed {8}")
    @CsvSource({
        "2, 1, 1, 1, 1, 1, 0, true, 1",
        "3, 5, 4, 8, 1, 4, 0, true, 2",
        "6, 16, 3, 10, 1, 5, 0, false, 3",
        "6, 64, 20, 64, 1, 10000, 0, false, 4",
        "6, 64, 20, 64, 1, 10000, 0, true, 10",
        "40, 17, 5, 30, 1, 7, 0, true, 5",
        "300, 33, 8, 16, 1, 50, 0, false, 6",
        "40, 17, 5, 4, 4, 7, 0, true, 7",
        "5, 8, 3, 6, 7, 10, 0, true, 8",
        "6, 16, 3, 10, 1, 5, 0.5, true, 9"
    })
    void stepsAreThoseOfTheNaiveOracleAlsoWithDuplicates(
            int items,
            int dimension,
            int recentItems,
            int negatives,
            int sharedNegatives,
            int ringSize,
            float rateFloor,
            boolean situations,
            long seed) {
        LearnerConfig config = LearnerConfig.builder()
                .dimension(dimension)
                .contextLength(recentItems)
                .negatives(negatives)
                .sharedNegatives(sharedNegatives)
                .rateFloor(rateFloor)
                .situations(situations)
                .ringSize(ringSize)
                .seed(seed)
                .build();
        LearnerPair pair = new LearnerPair(config, seed);
        for (int step = 0; step < 30; step++) {
            pair.step(items, 1f);
            pair.assertClose(step);
        }
        assertThat(pair.learner.dropped().steps()).isZero();
    }

    @ParameterizedTest(name = "{0} items, ring of {1}, {2} negatives for {3} steps, seed {4}")
    @CsvSource({"6, 10, 16, 1, 1", "6, 10000, 64, 1, 2", "40, 7, 30, 1, 3", "40, 7, 4, 4, 4"})
    void stepsOfAnyStrengthAndDislikesAreThoseOfTheNaiveOracle(
            int items, int ringSize, int negatives, int sharedNegatives, long seed) {
        LearnerConfig config = LearnerConfig.builder()
                .dimension(17)
                .contextLength(4)
                .negatives(negatives)
                .sharedNegatives(sharedNegatives)
                .ringSize(ringSize)
                .seed(seed)
                .build();
        LearnerPair pair = new LearnerPair(config, seed);
        for (int item = 0; item < items; item++) {
            pair.step(item + 1, 1f);
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int step = 0; step < 40; step++) {
            pair.step(items, (random.nextInt(3) == 0 ? -1 : 1) * (0.25f + 2 * random.nextFloat()));
            pair.assertClose(step);
        }
        assertThat(pair.learner.dropped().steps()).isZero();
    }
}
