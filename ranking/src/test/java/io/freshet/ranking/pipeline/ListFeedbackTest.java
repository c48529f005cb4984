package io.freshet.ranking.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.freshet.embedding.StableHash;
import io.freshet.embedding.UserVector;
import io.freshet.embedding.simd.KernelProvider;
import io.freshet.embedding.simd.RowKernels;
import io.freshet.features.RankerLayout;
import io.freshet.features.RankerState;
import io.freshet.features.ServedList;
import io.freshet.features.SignalsConfig;
import io.freshet.features.UserState;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListFeedbackTest {
    private static final float RATE = 0.05f;
    private static final float POSITION_RATE = 0.1f;
    private static final int FEATURES = 3;
    private static final int ITEMS = 6;
    private static final long HOUR_MS = 3_600_000;
    private static final long T = 1_600_000_000_000L;
    private static final RankerLayout LAYOUT =
            new RankerLayout(SignalsConfig.DEFAULTS, List.of("a", "b", "c"), new float[] {1f, -0.5f, 0.25f}, 4);
    private static final FeedbackConfig CONFIG = new FeedbackConfig(2, ITEMS, 24, 1f, POSITION_RATE);

    private final RowKernels kernels = KernelProvider.create().rows();
    private final RankerState state = new RankerState(LAYOUT);
    private final ListFeedback feedback = feedback(state, CONFIG);
    private final UserState user = user();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aStepGoesAlongTheGradientOfTheLikelihoodAmongWhatWasShown(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int position = 0; position < RankerState.POSITIONS; position++) {
            state.positions().step(0, position, (float) random.nextDouble(-1, 1), 1f);
        }
        double[] weights = weights();
        float[][] columns = columns(random);
        serve(1, columns);
        List<Integer> shown = List.of(0, 1, 2, 3, 5);
        feedback.shown(user, 1, ids(0, 1, 5), T);

        feedback.taken(user, 1, key(3), T, 2f); // 0 to 2 stand above it, 4 was not shown

        double[] after = weights();
        for (int w = 0; w < weights.length; w++) {
            double slope = 2 * slope(columns, weights, shown, 3, w);
            double rate = w < 4 * FEATURES ? RATE : POSITION_RATE;
            double squares = w < 4 * FEATURES ? 0 : squaresOfPositions(seed)[w - 4 * FEATURES];
            assertThat(after[w] - weights[w])
                    .as("weight %d", w)
                    .isCloseTo(rate * slope / Math.sqrt(1 + squares + slope * slope), within(2e-5));
        }
        assertThat(feedback.steps()).isEqualTo(1);
        assertThat(feedback.clicks()).isEqualTo(1);
        assertThat(feedback.impressions()).isEqualTo(1);
    }

    @Test
    void withARateOf0PositionsLearnNothing() {
        ListFeedback without = feedback(state, new FeedbackConfig(2, ITEMS, 24, 1f, 0f));
        serve(without, 1, columns(new SplittableRandom(4)));

        without.taken(user, 1, key(2), T, 1f);

        assertThat(state.weights().weight(0, 0)).isNotEqualTo(1f);
        assertThat(IntStream.range(0, RankerState.POSITIONS))
                .allMatch(position -> state.positions().weight(0, position) == 0f);
    }

    @Test
    void aListThatWasServedIsNoListThatWasShown() {
        serve(1, columns(new SplittableRandom(5)));
        double[] before = weights();

        feedback.taken(user, 1, key(0), T, 1f);

        assertThat(weights()).as("nothing stands above the first").isEqualTo(before);
        assertThat(feedback.clicks()).isEqualTo(1);
        assertThat(feedback.steps()).isZero();
    }

    @Test
    void anImpressionOfWhichNothingIsTakenTeachesNothing() {
        serve(1, columns(new SplittableRandom(6)));
        double[] before = weights();

        feedback.shown(user, 1, ids(0, 1, 2, 3, 4, 5), T + 1);

        assertThat(weights()).isEqualTo(before);
        assertThat(feedback.impressions()).isEqualTo(1);
        assertThat(feedback.steps() + feedback.lateSteps()).isZero();
    }

    /** The softmax over the taken item and those below it; those above were in the first step. */
    @Test
    void anImpressionThatComesAfterTheEventTeachesWhatTheEventCouldNot() {
        float[][] columns = columns(new SplittableRandom(7));
        serve(1, columns);
        feedback.taken(user, 1, key(1), T + 10, 1f);
        assertThat(feedback.steps()).isEqualTo(1);
        double[] before = weights();

        feedback.shown(user, 1, ids(0, 1, 2, 3), T + 9);

        assertThat(feedback.lateSteps()).isEqualTo(1);
        double slope = slope(columns, before, List.of(1, 2, 3), 1, 0);
        assertThat(Math.signum(weights()[0] - before[0])).isEqualTo(Math.signum(slope));
        double[] once = weights();
        feedback.shown(user, 1, ids(0, 1, 2, 3), T + 9);
        assertThat(weights()).as("the same impression again").isEqualTo(once);
        feedback.shown(user, 1, ids(4, 5), T + 11);
        assertThat(weights()).as("shown only after it was taken").isEqualTo(once);
        assertThat(feedback.lateSteps()).isEqualTo(1);
        assertThat(feedback.impressions()).isEqualTo(3);
    }

    @Test
    void whatWasTakenBeforeIsNoNegativeOfWhatIsTakenNext() {
        float[][] columns = columns(new SplittableRandom(8));
        serve(1, columns);
        feedback.taken(user, 1, key(0), T, 1f);
        double[] before = weights();

        feedback.taken(user, 1, key(1), T + 1, 1f);

        assertThat(weights()).as("only the one taken first stands above").isEqualTo(before);
        feedback.taken(user, 1, key(3), T + 2, 1f);
        double slope = slope(columns, before, List.of(2, 3), 3, 1);
        assertThat(weights()[1] - before[1]).isCloseTo(RATE * slope / Math.sqrt(1 + slope * slope), within(2e-5));
    }

    @Test
    void aListThatIsUnknownExpiredOrOfOtherFeaturesIsCountedAndTeachesNothing() {
        serve(1, columns(new SplittableRandom(9)));
        double[] before = weights();

        feedback.taken(user, 2, key(3), T, 1f);
        feedback.shown(user, 2, ids(0), T);
        feedback.shown(null, 1, ids(0), T);
        feedback.taken(user, 1, key(3), T + 24 * HOUR_MS + 1, 1f);
        assertThat(feedback.unknownLists()).isEqualTo(4);
        feedback.taken(user, 1, key(77), T, 1f);
        feedback.shown(user, 1, ids(77, 78), T);
        assertThat(feedback.unknownItems()).isEqualTo(3);

        RankerState others =
                new RankerState(new RankerLayout(SignalsConfig.DEFAULTS, List.of("a", "b", "d"), new float[3], 4));
        ListFeedback other = feedback(others, CONFIG);
        other.taken(user, 1, key(3), T, 1f);
        assertThat(other.unknownLists()).isEqualTo(1);
        other.fit(user);
        assertThat(user.lists()).isNull();
        assertThat(weights()).isEqualTo(before);
    }

    /** The first of a list is taken whatever it is; what is taken else is told by one feature. */
    @Test
    void whatIsTakenBecauseItStandsFirstIsLaidToItsPosition() {
        SplittableRandom random = new SplittableRandom(10);
        RankerState blindState = new RankerState(LAYOUT);
        ListFeedback blind = feedback(blindState, new FeedbackConfig(2, ITEMS, 24, 1f, 0f));
        for (int n = 0; n < 3_000; n++) {
            float[][] columns = columns(random);
            columns[2] =
                    new float[] {1f, 0.8f, 0.6f, 0.4f, 0.2f, 0f}; // the ranker's own order, which is nothing but that
            int taken = random.nextInt(2) == 0 ? 0 : best(columns[0]);
            for (ListFeedback each : List.of(feedback, blind)) {
                UserState somebody = user();
                serve(each, somebody, 1, columns);
                each.shown(somebody, 1, ids(0, 1, 2, 3, 4, 5), T);
                each.taken(somebody, 1, key(taken), T, 1f);
            }
        }

        assertThat(state.positions().weight(0, 0) - state.positions().weight(0, 3))
                .isGreaterThan(0.5f);
        float aware = state.weights().weight(0, 2) + state.weights().weight(2, 2);
        assertThat(blindState.weights().weight(0, 2) + blindState.weights().weight(2, 2))
                .as("the order that the list had, if positions are not told apart")
                .isGreaterThan(2 * aware);
        assertThat(state.weights().weight(0, 0)).isGreaterThan(1f);
    }

    @Test
    void aStepAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        float[][] columns = columns(new SplittableRandom(11));
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 500 && allocated >= 1_000; round++) { // vectors are objects until they are compiled
            long before = threads.getThreadAllocatedBytes(thread);
            for (int n = 0; n < 1_000; n++) {
                serve(n, columns);
                feedback.taken(user, n, keys[ITEMS - 1], T, 1f);
            }
            allocated = threads.getThreadAllocatedBytes(thread) - before;
        }

        assertThat(feedback.steps()).isGreaterThanOrEqualTo(1_000);
        assertThat(allocated / 1_000).as("bytes a list").isLessThan(1);
    }

    private static int best(float[] column) {
        return IntStream.range(0, column.length)
                .reduce(0, (best, place) -> column[place] > column[best] ? place : best);
    }

    private ListFeedback feedback(RankerState of, FeedbackConfig config) {
        return new ListFeedback(config, of, new OnlineRanker(kernels, of.weights(), RATE, ITEMS), FEATURES, 1);
    }

    private static UserState user() {
        return new UserState(new UserVector(new float[4], 0f), 5);
    }

    private void serve(long list, float[][] columns) {
        serve(feedback, list, columns);
    }

    private void serve(ListFeedback by, long list, float[][] columns) {
        serve(by, user, list, columns);
    }

    /** In the situation of the second set of weights. */
    private final CandidateTable ranked = new CandidateTable(ITEMS, FEATURES, 1);

    private void serve(ListFeedback by, UserState to, long listKey, float[][] columns) {
        ranked.clear();
        ranked.set(0, 2);
        ServedList list = by.begin(to, listKey, T, ITEMS);
        for (int place = 0; place < ITEMS; place++) {
            ranked.add(place);
            for (int feature = 0; feature < FEATURES; feature++) {
                ranked.column(feature)[place] = columns[feature][place];
            }
            ListFeedback.put(list, place, keys[place], place, ranked, place);
        }
    }

    private final long[] keys =
            IntStream.range(0, ITEMS).mapToLong(ListFeedbackTest::key).toArray();

    private static float[][] columns(SplittableRandom random) {
        float[][] columns = new float[FEATURES][ITEMS];
        for (float[] column : columns) {
            for (int place = 0; place < ITEMS; place++) {
                column[place] = (float) random.nextDouble(-2, 2);
            }
        }
        return columns;
    }

    private static long key(int item) {
        return StableHash.of("item" + item);
    }

    private static List<String> ids(int... items) {
        return IntStream.of(items).mapToObj(item -> "item" + item).toList();
    }

    /** All that there are: of features in each set, then of positions. */
    private double[] weights() {
        double[] weights = new double[4 * FEATURES + RankerState.POSITIONS];
        for (int w = 0; w < 4 * FEATURES; w++) {
            weights[w] = state.weights().weight(w / FEATURES, w % FEATURES);
        }
        for (int position = 0; position < RankerState.POSITIONS; position++) {
            weights[4 * FEATURES + position] = state.positions().weight(0, position);
        }
        return weights;
    }

    private static double[] squaresOfPositions(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, RankerState.POSITIONS)
                .mapToDouble(position -> Math.pow((float) random.nextDouble(-1, 1), 2))
                .toArray();
    }

    /** The derivative of log softmax(score)_taken over the shown ones by a weight, by differences. */
    private static double slope(float[][] columns, double[] weights, List<Integer> shown, int taken, int weight) {
        double h = 1e-5;
        double[] up = weights.clone();
        double[] down = weights.clone();
        up[weight] += h;
        down[weight] -= h;
        return (logSoftmax(columns, up, shown, taken) - logSoftmax(columns, down, shown, taken)) / (2 * h);
    }

    private static double logSoftmax(float[][] columns, double[] weights, List<Integer> shown, int taken) {
        double sum = 0;
        double own = 0;
        for (int item : shown) {
            double score = weights[4 * FEATURES + item];
            for (int f = 0; f < FEATURES; f++) {
                score += (weights[f] + weights[2 * FEATURES + f]) * columns[f][item];
            }
            sum += Math.exp(score);
            own = item == taken ? score : own;
        }
        return own - Math.log(sum);
    }
}
