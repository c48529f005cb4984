package io.freshet.embedding;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A learner with the most violent settings that there are, on a stream that wants to break it. */
final class LearnerGuardsTest {
    private static final int STEPS = 100_000;

    @ParameterizedTest(name = "vectors of at most {0}, floor {1}, seed {2}")
    @CsvSource({"0.01, 1, 1", "2, 0, 2", "20, 1, 3", "10000, 1, 4"})
    void nothingThatTheLearnerDoesMakesAValueInfiniteOrAVectorTooLong(float maxNorm, float rateFloor, long seed) {
        Storm storm = new Storm(violent(maxNorm, rateFloor), seed);
        for (int step = 0; step < STEPS; step++) {
            storm.step();
            if (step % 500 == 0) {
                storm.assertTablesAreSound();
            }
        }
        storm.assertTablesAreSound();
        storm.assertCountsAreThoseOfTheOracle();
    }

    @Test
    void aStepIsTakenUpToTheLimitAndDroppedBeyond() {
        assertLimit(4f, LearnerConfig.builder().situations(false));
    }

    @Test
    void aQueryMayBeLongerByTwoVectorsOfItsSituation() {
        assertLimit(6f, LearnerConfig.builder());
    }

    private static void assertLimit(float limit, LearnerConfig.Builder settings) {
        LearnerConfig config = settings.dimension(2)
                .contextLength(3)
                .maxNorm(1f)
                .deviation(0f)
                .rate(0f)
                .build();
        ItemModel model = new ItemModel(config);
        model.rowOf(1, "a");
        ContrastiveLearner learner = learner(config, model);

        assertThat(learner.learn(new UserVector(new float[] {0f, limit}, 0f), new Context(3), 0, 1))
                .isTrue();
        assertThat(learner.learn(new UserVector(new float[] {0f, limit + 0.001f}, 0f), new Context(3), 0, 2))
                .isFalse();

        assertThat(learner.dropped().exploding()).isEqualTo(1);
        assertThat(learner.dropped().nonFinite()).isZero();
        assertThat(learner.dropped().steps()).isEqualTo(1);
    }

    @Test
    void anOverlongTargetMakesItsStepExplode() {
        LearnerConfig config = LearnerConfig.builder()
                .dimension(2)
                .contextLength(3)
                .maxNorm(1f)
                .build();
        ItemModel model = new ItemModel(config);
        model.rowOf(1, "a");
        model.rowOf(2, "b");
        model.targets().chunk(0)[model.targets().offset(0)] = -100f;
        ContrastiveLearner learner = learner(config, model);

        assertThat(learner.learn(new UserVector(new float[] {1f, 0f}, 0f), new Context(3), 0, 1))
                .isFalse();
        assertThat(learner.dropped().exploding()).isEqualTo(1);
    }

    @Test
    void aRowWhoseAccumulatorIsFullIsLeftOutAndCountedAndTheOthersLearn() {
        LearnerConfig config =
                LearnerConfig.builder().dimension(2).contextLength(1).build();
        ItemModel model = new ItemModel(config);
        model.rowOf(1, "a");
        model.rowOf(2, "b");
        Context context = new Context(1);
        context.add(1, 0, 0);
        model.weights().squares()[0] = Float.POSITIVE_INFINITY;
        UserVector user = new UserVector(new float[] {0.5f, 0.5f}, Float.POSITIVE_INFINITY);
        float[] target = Arrays.copyOf(model.targets().chunk(0), 2);
        ContrastiveLearner learner = learner(config, model);

        assertThat(learner.learn(user, context, 0, 1)).isTrue();

        assertThat(learner.dropped().rows()).isEqualTo(2);
        assertThat(learner.dropped().steps()).isZero();
        assertThat(user.values()).containsExactly(0.5f, 0.5f);
        assertThat(model.weights().weights()[0]).isEqualTo(1f);
        assertThat(Arrays.copyOf(model.targets().chunk(0), 2)).isNotEqualTo(target);
    }

    private static LearnerConfig violent(float maxNorm, float rateFloor) {
        return LearnerConfig.builder()
                .dimension(8)
                .contextLength(3)
                .negatives(6)
                .ringSize(40)
                .rate(10f)
                .rateFloor(rateFloor)
                .decay(1f)
                .maxNorm(maxNorm)
                .weightRate(10f)
                .deviation(10f)
                .build();
    }

    private static ContrastiveLearner learner(LearnerConfig config, ItemModel model) {
        return new ContrastiveLearner(
                config, model, new NegativeSampler(config.ringSize(), config.ringShare()), ChangeListener.NONE);
    }

    /** Random events, of which some have a poisoned user; beside it, in double precision, what should become of each. */
    private static final class Storm {
        private static final int ITEMS = 30;
        private static final int USERS = 10;

        private final LearnerConfig config;
        private final SplittableRandom random;
        private final ItemModel model;
        private final ContrastiveLearner learner;
        private final NegativeSampler shadow;
        private final List<UserVector> users = new ArrayList<>();
        private final Context context;
        private final List<Integer> recent = new ArrayList<>();
        private long seed;
        private long nonFinite;
        private long exploding;
        private long rows;
        private long taken;

        Storm(LearnerConfig config, long seed) {
            this.config = config;
            this.random = new SplittableRandom(seed);
            this.model = new ItemModel(config);
            this.learner = learner(config, model);
            this.shadow = new NegativeSampler(config.ringSize(), config.ringShare());
            this.context = new Context(config.contextLength());
            for (int user = 0; user < USERS; user++) {
                users.add(model.startOfUser(user));
            }
        }

        void step() {
            int item = random.nextInt(ITEMS);
            int positive = model.rowOf(SplitMix64.mix(item), "item-" + item);
            recentItems();
            UserVector user = random.nextInt(50) == 0 ? poisoned() : users.get(random.nextInt(USERS));
            boolean expected = expect(user, positive, ++seed);
            float[] before = expected ? new float[0] : everything();
            float[] biases = biases();

            assertThat(learner.learn(user, context, positive, seed)).isEqualTo(expected);

            if (!expected) {
                assertThat(everything()).isEqualTo(before);
            }
            assertBiasesMovedWithinTheirBound(biases);
        }

        /** Finite or not, long or not, and one whose accumulator is full. */
        private UserVector poisoned() {
            float[] values = users.get(0).values().clone();
            int place = random.nextInt(values.length);
            switch (random.nextInt(6)) {
                case 0 -> values[place] = Float.NaN;
                case 1 -> values[place] = Float.NEGATIVE_INFINITY;
                case 2 -> values[place] = 1e30f;
                case 3 -> values[place] = 5 * (3 + config.contextLength()) * config.maxNorm();
                case 4 -> values[place] = config.maxNorm() / 2;
                default -> {
                    return new UserVector(values, Float.POSITIVE_INFINITY);
                }
            }
            return new UserVector(values, 1f);
        }

        private void recentItems() {
            context.clear();
            recent.clear();
            int size = random.nextInt(config.contextLength() + 1);
            for (int k = 0; k < size; k++) {
                int row = random.nextInt(model.size());
                context.add(row, k, 1L << random.nextInt(36));
                recent.add(row);
            }
        }

        private boolean expect(UserVector user, int positive, long seedOfStep) {
            List<Integer> candidates = new ArrayList<>(List.of(positive));
            SplitMix64 draws = new SplitMix64(seedOfStep);
            for (int n = 0; n < config.negatives(); n++) {
                int row = shadow.draw(draws, model.index());
                if (row != positive) {
                    candidates.add(row);
                }
            }
            double[] query = query(user);
            double gradient = Math.sqrt(square(gradientOfQuery(candidates, query)));
            double longest = Math.max(Math.sqrt(square(query)), gradient);
            shadow.add(positive);
            if (Double.isNaN(longest) || longest * longest > Float.MAX_VALUE) {
                nonFinite++;
                return false;
            }
            if (longest > (3 + config.contextLength()) * config.maxNorm()) {
                exploding++;
                return false;
            }
            taken++;
            rows += Float.isInfinite(user.accumulator()) ? 1 : 0;
            return true;
        }

        private double[] query(UserVector user) {
            double[] query = new double[config.dimension()];
            addTo(query, 1, user.values(), 0);
            for (int k = 0; k < recent.size(); k++) {
                float w = model.weights().weights()[context.weightIndex(k)];
                int row = recent.get(k);
                addTo(query, w, model.sources().chunk(row), model.sources().offset(row));
            }
            RowTable situations = situations();
            for (int i = 0; i < context.situations(); i++) {
                int row = context.situation(i);
                addTo(query, 1, situations.chunk(row), situations.offset(row));
            }
            return query;
        }

        private RowTable situations() {
            return requireNonNull(model.situations()).table();
        }

        private double[] gradientOfQuery(List<Integer> candidates, double[] query) {
            double[] z = new double[candidates.size()];
            double max = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < z.length; j++) {
                int row = candidates.get(j);
                double[] target = new double[query.length];
                addTo(target, 1, model.targets().chunk(row), model.targets().offset(row));
                z[j] = model.bias(row) - Math.log(shadow.probability(row, model.size()));
                for (int i = 0; i < query.length; i++) {
                    z[j] += query[i] * target[i];
                }
                max = Math.max(max, z[j]);
            }
            double sum = 0;
            for (int j = 0; j < z.length; j++) {
                z[j] = Math.exp(z[j] - max);
                sum += z[j];
            }
            double[] gradient = new double[query.length];
            for (int j = 0; j < z.length; j++) {
                int row = candidates.get(j);
                double g = (j == 0 ? 1 : 0) - z[j] / sum;
                addTo(gradient, g, model.targets().chunk(row), model.targets().offset(row));
            }
            return gradient;
        }

        void assertCountsAreThoseOfTheOracle() {
            DroppedSteps dropped = learner.dropped();
            assertThat(List.of(dropped.nonFinite(), dropped.exploding(), dropped.rows()))
                    .containsExactly(nonFinite, exploding, rows);
            assertThat(dropped.steps()).isEqualTo(nonFinite + exploding);
            assertThat(nonFinite).isPositive();
            assertThat(exploding).isPositive();
            assertThat(rows).isPositive();
            assertThat(taken).isGreaterThan(STEPS / 10);
        }

        void assertTablesAreSound() {
            for (float value : everything()) {
                assertThat(Float.isFinite(value)).isTrue();
            }
            double longest = Math.max(model.longestTarget(), model.longestSource());
            longest = Math.max(longest, situations().longest(Situations.ROWS));
            for (UserVector user : users) {
                longest = Math.max(longest, user.norm());
            }
            assertThat(longest).isLessThanOrEqualTo(config.maxNorm() * (1 + 1e-6));
        }

        /** A row moves once for each time that it was drawn. */
        private void assertBiasesMovedWithinTheirBound(float[] before) {
            float bound = config.rate() * Math.max(1f, config.rateFloor()) * config.negatives();
            for (int row = 0; row < before.length; row++) {
                float moved = Math.abs(model.bias(row) - before[row]);
                assertThat(moved).isLessThanOrEqualTo(bound * (1 + 1e-6f));
            }
        }

        private float[] biases() {
            float[] biases = new float[model.size()];
            for (int row = 0; row < biases.length; row++) {
                biases[row] = model.bias(row);
            }
            return biases;
        }

        /** All values of the model and of the users. */
        private float[] everything() {
            int d = config.dimension();
            int rowLength = 2 * d + 4;
            int weights = model.weights().weights().length;
            RowTable situations = situations();
            float[] all =
                    new float[model.size() * rowLength + 2 * weights + (users.size() + Situations.ROWS) * (d + 1)];
            int at = 0;
            for (int row = 0; row < Situations.ROWS; row++) {
                System.arraycopy(situations.chunk(row), situations.offset(row), all, at, d);
                all[at + d] = situations.accumulator(row);
                at += d + 1;
            }
            for (int row = 0; row < model.size(); row++) {
                System.arraycopy(model.targets().chunk(row), model.targets().offset(row), all, at, d);
                System.arraycopy(model.sources().chunk(row), model.sources().offset(row), all, at + d, d);
                all[at + 2 * d] = model.bias(row);
                all[at + 2 * d + 1] = model.biasAccumulator(row);
                all[at + 2 * d + 2] = model.targets().accumulator(row);
                all[at + 2 * d + 3] = model.sources().accumulator(row);
                at += rowLength;
            }
            System.arraycopy(model.weights().weights(), 0, all, at, weights);
            System.arraycopy(model.weights().squares(), 0, all, at + weights, weights);
            at += 2 * weights;
            for (UserVector user : users) {
                System.arraycopy(user.values(), 0, all, at, d);
                all[at + d] = user.accumulator();
                at += d + 1;
            }
            return all;
        }

        private static void addTo(double[] sum, double factor, float[] values, int offset) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += factor * values[offset + i];
            }
        }

        private static double square(double[] values) {
            double square = 0;
            for (double value : values) {
                square += value * value;
            }
            return square;
        }
    }
}
