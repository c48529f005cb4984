package io.freshet.embedding;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContrastiveLearnerTest {
    private static final LearnerConfig TINY = LearnerConfig.builder()
            .dimension(2)
            .contextLength(2)
            .negatives(1)
            .ringShare(0f)
            .ringSize(10)
            .decay(0f)
            .situations(false)
            .seed(1)
            .build();
    private static final Offset<Float> CLOSE = Offset.offset(1e-6f);

    /**
     * One negative, no decay, uniform sampling over two items, so both log Q cancel. query = p + 1·s₀ = (1, 0),
     * scores ln 3 and 0, hence softmax (3/4, 1/4) and g = (1/4, −1/4).
     */
    @Test
    void oneStepIsWhatTheFormulasGiveByHand() {
        ItemModel model = new ItemModel(TINY);
        int a = model.rowOf(1, "a");
        int b = model.rowOf(2, "b");
        float ln3 = (float) Math.log(3);
        set(model.targets(), a, ln3, 0f);
        set(model.targets(), b, 0f, 1f);
        set(model.sources(), b, 0.5f, 0f);
        UserVector user = new UserVector(new float[] {0.5f, 0f}, 0f);
        Context context = new Context(2);
        context.add(b, 0, 0);

        ContrastiveLearner learner = learner(TINY, model);
        learner.learn(user, context, a, seedThatDraws(b, 2));

        // gradients of the vectors: ±(1/4, 0), mean square 1/32; their direction is all that a first step keeps
        float first = 0.1f * 0.25f / (float) Math.sqrt(1 / 32.0 + 1e-6);
        assertThat(Rows.copy(model.targets(), a)).containsExactly(new float[] {ln3 + first, 0f}, CLOSE);
        assertThat(Rows.copy(model.targets(), b)).containsExactly(new float[] {-first, 1f}, CLOSE);
        assertThat(model.targets().accumulator(a)).isEqualTo(1 / 32f, CLOSE);
        float firstBias = 0.1f * 0.25f / (float) Math.sqrt(1 / 16.0 + 1e-6);
        assertThat(model.bias(a)).isEqualTo(firstBias, CLOSE);
        assertThat(model.bias(b)).isEqualTo(-firstBias, CLOSE);
        assertThat(model.biasAccumulator(a)).isEqualTo(1 / 16f, CLOSE);
        // Σ g q = (ln 3 / 4, −1/4) with the vectors from before the step
        double mean = (ln3 * ln3 + 1) / 32.0;
        double rate = 0.1 / Math.sqrt(mean + 1e-6);
        float x = (float) (rate * ln3 / 4);
        float y = (float) (-rate / 4);
        assertThat(user.values()).containsExactly(new float[] {0.5f + x, y}, CLOSE);
        assertThat(user.accumulator()).isEqualTo((float) mean, CLOSE);
        assertThat(Rows.copy(model.sources(), b)).containsExactly(new float[] {0.5f + x, y}, CLOSE);
        // slope of w: (ln 3 / 4)·0.5
        double slope = ln3 / 8;
        int weight = ContextWeights.index(0, 0);
        assertThat(model.weights().weights()[weight])
                .isEqualTo((float) (1 + 0.05 * slope / Math.sqrt(1 + slope * slope)), CLOSE);
        assertThat(model.weights().squares()[weight]).isEqualTo((float) (slope * slope), CLOSE);
    }

    /** As above with v₁ = (0.5, 0) in the place of p, and v₀ = (0, 0): both get the gradient of the query whole, as p does. */
    @Test
    void vectorsOfTheSituationStepAsTheUsersTasteDoes() {
        LearnerConfig config = LearnerConfig.builder()
                .dimension(2)
                .contextLength(2)
                .negatives(1)
                .ringShare(0f)
                .ringSize(10)
                .decay(0f)
                .deviation(0f)
                .build();
        ItemModel model = new ItemModel(config);
        int a = model.rowOf(1, "a");
        int b = model.rowOf(2, "b");
        float ln3 = (float) Math.log(3);
        set(model.targets(), a, ln3, 0f);
        set(model.targets(), b, 0f, 1f);
        set(model.sources(), b, 0.5f, 0f);
        Situations situations = requireNonNull(model.situations());
        set(situations.table(), Situations.ofContext(1), 0.5f, 0f);
        Context context = new Context(2);
        context.add(b, 0, 0);
        UserVector user = new UserVector(new float[] {0f, 0f}, 0f);

        learner(config, model).learn(user, context, a, seedThatDraws(b, 2));

        double mean = (ln3 * ln3 + 1) / 32.0;
        double rate = 0.1 / Math.sqrt(mean + 1e-6);
        float x = (float) (rate * ln3 / 4);
        float y = (float) (-rate / 4);
        assertThat(user.values()).containsExactly(new float[] {x, y}, CLOSE);
        assertThat(Rows.copy(situations.table(), Situations.ofContext(1)))
                .containsExactly(new float[] {0.5f + x, y}, CLOSE);
        assertThat(Rows.copy(situations.table(), Situations.ofGap(0))).containsExactly(new float[] {x, y}, CLOSE);
        for (int row = 0; row < Situations.ROWS; row++) {
            boolean isOfTheQuery = row == Situations.ofContext(1) || row == Situations.ofGap(0);
            assertThat(situations.table().accumulator(row)).isEqualTo(isOfTheQuery ? (float) mean : 0f, CLOSE);
            assertThat(situations.isLearned(row)).isEqualTo(isOfTheQuery);
        }
    }

    @Test
    void aDislikePushesTheItemDownForItsUserUntilItIsUnlikely() {
        LearnerConfig config = LearnerConfig.builder()
                .dimension(8)
                .contextLength(2)
                .negatives(16)
                .ringSize(100)
                .build();
        ItemModel model = new ItemModel(config);
        ContrastiveLearner learner = learner(config, model);
        Context context = new Context(2);
        for (int item = 0; item < 20; item++) {
            model.rowOf(item, "item-" + item);
            learner.learn(model.startOfUser(100 + item), context, item, item);
        }
        UserVector user = model.startOfUser(1);
        float[] scores = new float[4];
        for (int round = 0; round < scores.length; round++) {
            scores[round] = score(model, user, 3);
            for (int step = 0; step < 50; step++) {
                assertThat(learner.dislike(user, context, 3, 50L * round + step, 1f))
                        .isTrue();
            }
        }

        assertThat(scores[1]).isLessThan(scores[0] - 0.5f);
        assertThat(scores[2] - scores[3]).as("the pushes fade").isBetween(0f, (scores[0] - scores[1]) / 2);
    }

    @Test
    void aDislikeOfTheOnlyItemIsDropped() {
        ItemModel model = new ItemModel(TINY);
        model.rowOf(1, "one");
        UserVector user = model.startOfUser(1);

        assertThat(learner(TINY, model).dislike(user, new Context(2), 0, 7, 1f)).isFalse();
        assertThat(user.values()).isEqualTo(model.startOfUser(1).values());
        assertThat(model.bias(0)).isZero();
    }

    private static float score(ItemModel model, UserVector user, int row) {
        float score = model.bias(row);
        float[] target = Rows.copy(model.targets(), row);
        for (int i = 0; i < target.length; i++) {
            score += target[i] * user.values()[i];
        }
        return score;
    }

    @Test
    void theSameEventsGiveTheSameBits() {
        LearnerConfig config = LearnerConfig.builder()
                .dimension(33)
                .contextLength(6)
                .negatives(20)
                .ringSize(40)
                .seed(9)
                .build();
        LearnerPair first = new LearnerPair(config, 77);
        LearnerPair second = new LearnerPair(config, 77);
        for (int step = 0; step < 200; step++) {
            first.step(50, 1f);
            second.step(50, 1f);
        }
        for (int row = 0; row < first.model.size(); row++) {
            assertThat(Rows.copy(second.model.targets(), row)).isEqualTo(Rows.copy(first.model.targets(), row));
            assertThat(Rows.copy(second.model.sources(), row)).isEqualTo(Rows.copy(first.model.sources(), row));
            assertThat(second.model.bias(row)).isEqualTo(first.model.bias(row));
        }
        assertThat(second.user.values()).isEqualTo(first.user.values());
        assertThat(second.model.weights().weights())
                .isEqualTo(first.model.weights().weights());
    }

    /** The digest is that of 400 steps and scans by the last version that had no situations. */
    @Test
    void withoutSituationsTheBitsAreThoseOfBeforeThereWereAny() {
        assertThat(EngineDigest.learningWithoutSituations()).isEqualTo("4f4bdcdde965d393");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"NaN", "Infinity", "-Infinity", "1e30"})
    void aStepThatIsNotFiniteIsDroppedAndCountedAndChangesNothing(float poison) {
        LearnerConfig config = LearnerConfig.builder()
                .dimension(4)
                .contextLength(2)
                .negatives(8)
                .ringSize(40)
                .seed(9)
                .build();
        LearnerPair pair = new LearnerPair(config, 3);
        for (int step = 0; step < 20; step++) {
            pair.step(5, 1f);
        }
        float[] before = Rows.copy(pair.model.targets(), 0);
        float[] weights = pair.model.weights().weights().clone();
        pair.user.values()[1] = poison;
        float[] user = pair.user.values().clone();
        Context context = new Context(2);
        context.add(1, 0, 0);

        assertThat(pair.learner.learn(pair.user, context, 0, 1)).isFalse();

        assertThat(pair.learner.dropped().nonFinite()).isEqualTo(1);
        assertThat(Rows.copy(pair.model.targets(), 0)).isEqualTo(before);
        assertThat(pair.model.weights().weights()).isEqualTo(weights);
        assertThat(pair.user.values()).isEqualTo(user);
    }

    @Test
    void aPoisonedItemIsNotSpreadByBeingDrawn() {
        LearnerConfig config = LearnerConfig.builder()
                .dimension(4)
                .contextLength(2)
                .negatives(8)
                .ringShare(0f)
                .ringSize(40)
                .seed(9)
                .build();
        ItemModel model = new ItemModel(config);
        model.rowOf(1, "good");
        model.rowOf(2, "poisoned");
        model.targets().chunk(1)[model.targets().offset(1)] = Float.NaN;
        UserVector user = model.startOfUser(3);
        float[] before = Rows.copy(model.targets(), 0);
        ContrastiveLearner learner = learner(config, model);

        assertThat(learner.learn(user, new Context(2), 0, 1)).isFalse();
        assertThat(Rows.copy(model.targets(), 0)).isEqualTo(before);
    }

    @Test
    void whateverChangesWasAnnouncedBeforeItChanged() {
        LearnerConfig config = LearnerConfig.builder()
                .dimension(5)
                .contextLength(3)
                .negatives(6)
                .ringShare(0.5f)
                .ringSize(40)
                .seed(9)
                .build();
        ItemModel model = new ItemModel(config);
        for (int row = 0; row < 30; row++) {
            model.rowOf(row, "item-" + row);
        }
        Announcements announced = new Announcements(model);
        ContrastiveLearner learner =
                new ContrastiveLearner(config, model, new NegativeSampler(40, config.ringShare()), announced);
        UserVector user = model.startOfUser(3);
        Context context = new Context(3);
        context.add(4, 0, 0);
        context.add(4, 1, 0);
        for (int step = 0; step < 20; step++) {
            announced.start();
            learner.learn(user, context, step % 7, step);
            announced.assertNothingElseChanged();
            assertThat(announced.positives).containsExactly(step % 7);
            assertThat(announced.sources).containsExactly(4);
            assertThat(announced.situations).containsExactlyInAnyOrder(Situations.ofGap(0), Situations.ofContext(2));
        }
    }

    @Test
    void aStepAllocatesNothing() {
        LearnerConfig config = LearnerConfig.DEFAULTS;
        ItemModel model = new ItemModel(config);
        for (int row = 0; row < 1_000; row++) {
            model.rowOf(SplitMix64.mix(row), "item-" + row);
        }
        ContrastiveLearner learner = learner(config, model);
        UserVector user = model.startOfUser(1);
        Context context = new Context(config.contextLength());
        for (int k = 0; k < config.contextLength(); k++) {
            context.add(k * 7, k, 1L << k);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();

        // until the JIT has compiled it, the interpreter boxes vectors; how long that takes depends on the machine
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 50 && allocated >= 16 * 1024; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            learn(learner, user, context, round * 10_000, (round + 1) * 10_000);
            allocated = threads.getThreadAllocatedBytes(thread) - before;
        }

        assertThat(allocated).isLessThan(16 * 1024);
    }

    private static void learn(ContrastiveLearner learner, UserVector user, Context context, int from, int to) {
        for (int step = from; step < to; step++) {
            learner.learn(user, context, step % 1_000, step);
        }
    }

    private static ContrastiveLearner learner(LearnerConfig config, ItemModel model) {
        return new ContrastiveLearner(
                config, model, new NegativeSampler(config.ringSize(), config.ringShare()), ChangeListener.NONE);
    }

    private static long seedThatDraws(int row, int known) {
        NegativeSampler sampler = new NegativeSampler(1, 0f);
        ItemIndex index = NegativeSamplerTest.index(known);
        for (long seed = 0; ; seed++) {
            if (sampler.draw(new SplitMix64(seed), index) == row) {
                return seed;
            }
        }
    }

    private static void set(RowTable table, int row, float... values) {
        System.arraycopy(values, 0, table.chunk(row), table.offset(row), values.length);
    }
}
