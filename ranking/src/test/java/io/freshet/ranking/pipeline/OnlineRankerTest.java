package io.freshet.ranking.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.embedding.simd.KernelProvider;
import io.freshet.embedding.simd.RowKernels;
import io.freshet.features.RankerWeights;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OnlineRankerTest {
    private static final float RATE = 0.05f;

    private final RowKernels kernels = KernelProvider.create().rows();

    @Test
    void scoresWithEverybodysWeightsAndThoseOfTheBucket() {
        RankerWeights weights = new RankerWeights(new float[] {1f, 0f}, 3);
        weights.step(2, 1, 1f, 1f); // 1/√2 in the second bucket
        CandidateTable table = table(new float[][] {{2f, -1f, 0.5f}, {1f, 0f, 4f}});
        OnlineRanker ranker = new OnlineRanker(kernels, weights, RATE, 3);

        assertThat(scores(ranker, table, 1)).containsExactly(2f, -1f, 0.5f);
        assertThat(scores(ranker, table, 2)).containsExactly(2f + 0.70710677f, -1f, 0.5f + 4 * 0.70710677f);
    }

    /** Scores 0 and ln 3: softmax (1/4, 3/4); for the first as the positive the slope of the feature is −(3/4)·ln 3. */
    @Test
    void aStepIsTheOneWorkedOutByHand() {
        float ln3 = 1.0986123f;
        RankerWeights weights = new RankerWeights(new float[] {1f}, 2);
        CandidateTable table = table(new float[][] {{0f, ln3}});
        table.set(0, 1);

        assertThat(new OnlineRanker(kernels, weights, RATE, 2).learn(table, 0, 1f))
                .isTrue();

        double slope = -0.75 * ln3;
        double step = RATE * slope / Math.sqrt(1 + slope * slope);
        assertThat(weights.weight(0, 0)).isCloseTo((float) (1 + step), within(1e-6f));
        assertThat(weights.weight(1, 0)).isCloseTo((float) step, within(1e-6f));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aStepGoesAlongTheGradientOfTheLikelihood(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] columns = new float[4][37];
        float[] start = new float[4];
        for (int f = 0; f < 4; f++) {
            start[f] = (float) random.nextDouble(-1, 1);
            for (int i = 0; i < 37; i++) {
                columns[f][i] = (float) random.nextDouble(-2, 2);
            }
        }
        int positive = random.nextInt(37);
        RankerWeights weights = new RankerWeights(start, 1);

        new OnlineRanker(kernels, weights, RATE, 37).learn(tableWithoutBuckets(columns), positive, 1f);

        for (int f = 0; f < 4; f++) {
            double slope = slope(columns, start, positive, f);
            assertThat((double) weights.weight(0, f) - start[f])
                    .isCloseTo(RATE * slope / Math.sqrt(1 + slope * slope), within(1e-5));
        }
    }

    @Test
    void learnsWhichFeatureTells() {
        SplittableRandom random = new SplittableRandom(4);
        RankerWeights weights = new RankerWeights(new float[] {1f, 0f}, 1);
        OnlineRanker ranker = new OnlineRanker(kernels, weights, RATE, 20);
        for (int step = 0; step < 2_000; step++) {
            float[][] columns = new float[2][20];
            for (int i = 0; i < 20; i++) {
                columns[0][i] = (float) random.nextDouble(-1, 1);
            }
            int positive = random.nextInt(20);
            columns[1][positive] = 1f;
            ranker.learn(tableWithoutBuckets(columns), positive, 1f);
        }

        assertThat(weights.weight(0, 1)).isGreaterThan(2f);
        assertThat(Math.abs(weights.weight(0, 0))).isLessThan(0.5f);
    }

    @Test
    void aSlopeThatIsNotFiniteIsLeftOut() {
        RankerWeights weights = new RankerWeights(new float[] {1f, 0f}, 1);
        CandidateTable table = tableWithoutBuckets(new float[][] {{1f, 2f}, {Float.MAX_VALUE, -Float.MAX_VALUE}});

        assertThat(new OnlineRanker(kernels, weights, RATE, 2).learn(table, 0, 1f))
                .isFalse();

        assertThat(weights.weight(0, 0)).isLessThan(1f);
        assertThat(weights.weight(0, 1)).isZero();
    }

    /** The derivative of log softmax(score)_positive, by differences. */
    private static double slope(float[][] columns, float[] weights, int positive, int feature) {
        double h = 1e-5;
        double[] up = {weights[0], weights[1], weights[2], weights[3]};
        double[] down = up.clone();
        up[feature] += h;
        down[feature] -= h;
        return (logSoftmax(columns, up, positive) - logSoftmax(columns, down, positive)) / (2 * h);
    }

    private static double logSoftmax(float[][] columns, double[] weights, int positive) {
        double sum = 0;
        double own = 0;
        for (int i = 0; i < columns[0].length; i++) {
            double score = 0;
            for (int f = 0; f < weights.length; f++) {
                score += weights[f] * columns[f][i];
            }
            sum += Math.exp(score);
            own = i == positive ? score : own;
        }
        return own - Math.log(sum);
    }

    private static float[] scores(OnlineRanker ranker, CandidateTable table, int set) {
        table.set(0, set);
        float[] scores = new float[3];
        ranker.score(table, scores);
        return scores;
    }

    private static CandidateTable table(float[][] columns) {
        return fill(new CandidateTable(columns[0].length, columns.length, 1), columns);
    }

    private static CandidateTable tableWithoutBuckets(float[][] columns) {
        return fill(new CandidateTable(columns[0].length, columns.length, 0), columns);
    }

    private static CandidateTable fill(CandidateTable table, float[][] columns) {
        for (int row = 0; row < columns[0].length; row++) {
            table.add(row);
        }
        for (int f = 0; f < columns.length; f++) {
            System.arraycopy(columns[f], 0, table.column(f), 0, columns[f].length);
        }
        return table;
    }
}
