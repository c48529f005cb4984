package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The learner and its oracle side by side, on one random stream of one user. */
final class LearnerPair {
    private static final double TOLERANCE = 3e-5;

    private final LearnerConfig config;
    private final SplittableRandom random;
    final ItemModel model;
    final ContrastiveLearner learner;
    final UserVector user;
    private final NaiveLearner oracle;
    private final NegativeSampler shadow;
    private final Context context;
    private final List<Integer> drawn = new ArrayList<>();
    private final List<Double> probabilities = new ArrayList<>();
    private long seed;

    LearnerPair(LearnerConfig config, long seed) {
        this.config = config;
        this.random = new SplittableRandom(seed);
        this.model = new ItemModel(config);
        this.learner = new ContrastiveLearner(
                config, model, new NegativeSampler(config.ringSize(), config.ringShare()), ChangeListener.NONE);
        this.user = model.startOfUser(1);
        this.oracle = new NaiveLearner(config, doubles(model.weights().weights()), doubles(user.values()));
        Situations situations = model.situations();
        for (int row = 0; situations != null && row < Situations.ROWS; row++) {
            oracle.addSituation(doubles(Rows.copy(situations.table(), row)));
        }
        this.shadow = new NegativeSampler(config.ringSize(), config.ringShare());
        this.context = new Context(config.contextLength());
    }

    /** Below 0 it is the strength of a dislike, of an item that is known. */
    void step(int items, float strength) {
        int item = random.nextInt(items);
        int positive = model.rowOf(SplitMix64.mix(item), "item-" + item);
        if (positive == oracle.q.size()) {
            oracle.addItem(
                    doubles(Rows.copy(model.targets(), positive)), doubles(Rows.copy(model.sources(), positive)));
        }
        List<Integer> recent = new ArrayList<>();
        List<Integer> weightOf = new ArrayList<>();
        recentItems(recent, weightOf);
        if (seed++ % config.sharedNegatives() == 0) {
            drawNegatives();
        }
        if (strength < 0) {
            assertThat(learner.dislike(user, context, positive, seed, -strength))
                    .isTrue();
        } else {
            shadow.add(positive);
            assertThat(learner.learn(user, context, positive, seed, strength)).isTrue();
        }
        oracle.learn(recent, weightOf, situations(weightOf), positive, drawn, probabilities, strength);
    }

    private void drawNegatives() {
        drawn.clear();
        probabilities.clear();
        SplitMix64 draws = new SplitMix64(seed);
        for (int n = 0; n < config.negatives(); n++) {
            int row = shadow.draw(draws, model.index());
            drawn.add(row);
            probabilities.add(oracle.probability(row));
        }
    }

    /** A context of random length whose items may repeat. */
    private void recentItems(List<Integer> recent, List<Integer> weightOf) {
        context.clear();
        int size = random.nextInt(config.contextLength() + 1);
        for (int k = 0; k < size; k++) {
            int row = random.nextInt(model.size());
            long gap = 1L << random.nextInt(36);
            context.add(row, k, gap);
            recent.add(row);
            weightOf.add(ContextWeights.index(k, gap));
        }
    }

    private List<Integer> situations(List<Integer> weightOf) {
        if (!config.situations()) {
            return List.of();
        }
        int size = Situations.ofContext(weightOf.size());
        return weightOf.isEmpty()
                ? List.of(size)
                : List.of(size, Situations.ofGap(weightOf.get(0) % ContextWeights.GAPS));
    }

    void assertClose(int step) {
        for (int row = 0; row < model.size(); row++) {
            String what = "of row " + row + " after step " + step;
            assertClose(Rows.copy(model.targets(), row), oracle.q.get(row), "q " + what);
            assertClose(Rows.copy(model.sources(), row), oracle.s.get(row), "s " + what);
            assertClose(model.bias(row), oracle.b.get(row), "b " + what);
            assertClose(model.biasAccumulator(row), oracle.squaresOfB.get(row), "squares of b " + what);
            assertClose(model.targets().accumulator(row), oracle.squaresOfQ.get(row), "squares of q " + what);
            assertClose(model.sources().accumulator(row), oracle.squaresOfS.get(row), "squares of s " + what);
        }
        String what = "after step " + step;
        assertClose(user.values(), oracle.p, "p " + what);
        assertClose(user.accumulator(), oracle.squaresOfP, "squares of p " + what);
        assertClose(model.weights().weights(), oracle.w, "w " + what);
        assertClose(model.weights().squares(), oracle.squaresOfW, "squares of w " + what);
        Situations situations = model.situations();
        for (int row = 0; situations != null && row < Situations.ROWS; row++) {
            String of = Situations.name(row) + " " + what;
            assertClose(Rows.copy(situations.table(), row), oracle.v.get(row), "v of " + of);
            assertClose(situations.table().accumulator(row), oracle.squaresOfV.get(row), "squares of v of " + of);
        }
    }

    private static void assertClose(float[] actual, double[] expected, String what) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertClose(actual[i], expected[i], what);
        }
    }

    private static void assertClose(float actual, double expected, String what) {
        if (!(Math.abs(actual - expected) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
            throw new AssertionError(what + " is " + actual + ", but the oracle has " + expected);
        }
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
