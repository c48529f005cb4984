package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TopKRandomizedTest {
    private static final long SEED = 20_260_104;

    private final TopK best = new TopK();

    @ParameterizedTest(name = "{0} distinct scores, seed " + SEED)
    @ValueSource(ints = {1, 2, 5, 100, 1_000_000})
    void findsWhatASortFindsAlsoAmongTies(int distinct) {
        SplittableRandom random = new SplittableRandom(SEED + distinct);
        for (int trial = 0; trial < 300; trial++) {
            int k = random.nextInt(1, 130);
            assertSameAsSort(random(random.nextInt(0, 400), distinct, random), k);
        }
    }

    @ParameterizedTest(name = "{0} distinct scores, seed " + SEED)
    @ValueSource(ints = {1, 3, 50, 1_000_000})
    void findsTheSameInWhateverOrderRowsAreOffered(int distinct) {
        SplittableRandom random = new SplittableRandom(SEED - distinct);
        for (int trial = 0; trial < 300; trial++) {
            int k = random.nextInt(1, 60);
            List<Scored> scored = random(5 * k % 400, distinct, random);
            List<Scored> expected = sorted(scored, k);
            Collections.shuffle(scored, new Random(trial));

            best.reset(k);
            scored.forEach(pair -> best.offer(pair.score, pair.row));
            assertThat(found(best.finish())).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0} distinct scores, seed " + SEED)
    @ValueSource(ints = {1, 3, 50, 1_000_000})
    void ordersTheSamePairsByRowInWhateverOrderTheyCame(int distinct) {
        SplittableRandom random = new SplittableRandom(SEED + 3 * distinct);
        for (int trial = 0; trial < 300; trial++) {
            int k = random.nextInt(1, 60);
            List<Scored> scored = random(random.nextInt(0, 400), distinct, random);
            List<Scored> expected = sorted(scored, k).stream()
                    .sorted(Comparator.comparingInt(Scored::row))
                    .toList();
            if (trial % 2 == 0) {
                Collections.shuffle(scored, new Random(trial));
            }

            best.reset(k);
            scored.forEach(pair -> best.offer(pair.score, pair.row));
            assertThat(found(best.finishByRow())).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0} distinct scores, seed " + SEED)
    @ValueSource(ints = {1, 3, 50, 1_000_000})
    void groupsOfRowsAreTakenInAsOneByOne(int distinct) {
        SplittableRandom random = new SplittableRandom(SEED + 7 * distinct);
        for (int trial = 0; trial < 300; trial++) {
            int k = random.nextInt(1, 60);
            List<Scored> scored = random(16 * random.nextInt(0, 30), distinct, random);
            float[] scores = new float[scored.size()];
            for (int row = 0; row < scores.length; row++) {
                boolean isLeftOut = random.nextInt(10) == 0;
                scores[row] = isLeftOut ? Float.NEGATIVE_INFINITY : scored.get(row).score;
            }
            List<Scored> expected = sorted(
                    scored.stream()
                            .filter(pair -> scores[pair.row] > Float.NEGATIVE_INFINITY)
                            .toList(),
                    k);

            best.reset(k);
            if (expected.size() == k && random.nextBoolean()) {
                best.expectAbove(Math.nextDown(expected.get(k - 1).score));
            }
            for (int row = 0; row < scores.length; row += 16) {
                best.addGroup(scores, row, row);
            }
            assertThat(found(best.finish())).isEqualTo(expected);
        }
    }

    @Test
    void ordersTheExtremesOfFloat() {
        float[] scores = {
            -0f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -Float.MIN_VALUE, 0f, Float.POSITIVE_INFINITY, -1f
        };
        List<Scored> scored = new ArrayList<>();
        for (int row = 0; row < scores.length; row++) {
            scored.add(new Scored(scores[row], row));
        }
        for (int k = 1; k <= scores.length + 1; k++) {
            assertSameAsSort(scored, k);
        }
    }

    @Test
    void ascendingAndDescendingScoresAreNoWorseThanRandomOnes() {
        List<Scored> ascending = new ArrayList<>();
        List<Scored> descending = new ArrayList<>();
        for (int row = 0; row < 5_000; row++) {
            ascending.add(new Scored(row, row));
            descending.add(new Scored(-row, row));
        }
        assertSameAsSort(ascending, 100);
        assertSameAsSort(descending, 100);
    }

    @Test
    void minusInfinityAndNaNNeverEnter() {
        best.reset(3);

        assertThat(best.wouldEnter(Float.NEGATIVE_INFINITY)).isFalse();
        assertThat(best.wouldEnter(Float.NaN)).isFalse();
        assertThat(best.finish()).isZero();
    }

    @Test
    void aRowWithTheWorstKeptScoreComesTooLate() {
        best.reset(1);
        best.add(1f, 0);
        best.add(1f, 1);

        assertThat(best.wouldEnter(1f)).isFalse();
        assertThat(best.wouldEnter(Math.nextUp(1f))).isTrue();
        assertThat(best.finish()).isEqualTo(1);
        assertThat(best.row(0)).isZero();
    }

    @Test
    void askingForNothingIsRefused() {
        assertThatThrownBy(() -> best.reset(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("k is 0, but at least 1 item can be asked for");
    }

    private void assertSameAsSort(List<Scored> scored, int k) {
        best.reset(k);
        for (Scored pair : scored) {
            if (best.wouldEnter(pair.score)) {
                best.add(pair.score, pair.row);
            }
        }
        assertThat(found(best.finish())).isEqualTo(sorted(scored, k));
    }

    private List<Scored> found(int count) {
        List<Scored> found = new ArrayList<>();
        for (int place = 0; place < count; place++) {
            found.add(new Scored(best.score(place), best.row(place)));
        }
        return found;
    }

    private static List<Scored> random(int rows, int distinct, SplittableRandom random) {
        List<Scored> scored = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            scored.add(new Scored((random.nextInt(distinct) - distinct / 2) * 0.37f, row));
        }
        return scored;
    }

    private static List<Scored> sorted(List<Scored> scored, int k) {
        return scored.stream()
                .map(pair -> new Scored(pair.score + 0f, pair.row))
                .sorted(Comparator.<Scored>comparingDouble(pair -> 0.0 - pair.score)
                        .thenComparingInt(pair -> pair.row))
                .limit(k)
                .toList();
    }

    private record Scored(float score, int row) {}
}
