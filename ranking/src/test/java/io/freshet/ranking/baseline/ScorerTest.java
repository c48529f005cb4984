package io.freshet.ranking.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.embedding.SplitMix64;
import io.freshet.embedding.StableHash;
import io.freshet.embedding.StartValues;
import io.freshet.embedding.StartValues.Table;
import io.freshet.ranking.baseline.DecayedPopularityConfig.Unit;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.PrequentialModel;
import io.freshet.ranking.eval.PrequentialRun;
import io.freshet.ranking.eval.RecordedEvent;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Tested;
import io.freshet.ranking.eval.Variant;
import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Scores by hand; "ax ay bx" are events of the users a, a and b on the items x, y and x, an hour apart. */
final class ScorerTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final long SEED = 8;

    @Test
    void knnCountsUsersWhoHadBothOnceAndEventsOfAnItemAll() {
        double[] scores = scoresOfLast(new Knn(new KnnConfig(2, 0.5)), "ax ay bx bz bx bz bx a?");

        // c = x 4, y 1, z 2; users with both: xy 1, xz 1; a had y last and x before it
        assertThat(scores[0]).isCloseTo(1 / Math.sqrt(1 * 4) + 4e-9, EXACT);
        assertThat(scores[1]).isCloseTo(0.5 / Math.sqrt(4 * 1) + 1e-9, EXACT);
        assertThat(scores[2]).isCloseTo(0.5 / Math.sqrt(4 * 2) + 2e-9, EXACT);
    }

    @Test
    void knnScoresARepeatedRecentItemTwiceAndNoItemByItself() {
        double[] scores = scoresOfLast(new Knn(new KnnConfig(2, 0.5)), "ax ay ay bz a?");

        // a had y last and y before it; c = x 1, y 2, z 1
        assertThat(scores[0]).isCloseTo(1.5 / Math.sqrt(2 * 1) + 1e-9, EXACT);
        assertThat(scores[1]).isCloseTo(2e-9, EXACT);
        assertThat(scores[2]).isCloseTo(1e-9, EXACT);
    }

    @Test
    void equalScoresOfKnnAreRankedByWhichItemWasSeenFirst() {
        // y and z share one user each with x, and have one event each
        assertThat(rankOfLast("ax ay bx bz cx c?z", Baseline.KNN, Variant.X)).isEqualTo(2);
        assertThat(rankOfLast("ax ay bx bz cx c?y", Baseline.KNN, Variant.X)).isEqualTo(1);
    }

    @Test
    void rulesWeighWhatFollowedByTheDistance() {
        double[] scores = scoresOfLast(new Rules(new RulesConfig(2, 2)), "ax ay az bx by b?");

        // N[x→y] = 2, N[y→z] = 1, N[x→z] = 1/2; b had y last and x before it
        assertThat(scores[0]).isCloseTo(2e-9, EXACT);
        assertThat(scores[1]).isCloseTo(2 / 2.0 + 2e-9, EXACT);
        assertThat(scores[2]).isCloseTo(1 + 0.5 / 2 + 1e-9, EXACT);
    }

    @Test
    void rulesReachNoFurtherThanTheirSteps() {
        double[] scores = scoresOfLast(new Rules(new RulesConfig(1, 2)), "ax ay az bx by b?");

        assertThat(scores[1]).isCloseTo(2 / 2.0 + 2e-9, EXACT);
        assertThat(scores[2]).isCloseTo(1 + 1e-9, EXACT);
    }

    @Test
    void rulesNeverLeadFromAnItemToItself() {
        double[] scores = scoresOfLast(new Rules(new RulesConfig(2, 1)), "ax ay ay bx b?");

        // the second y follows x at a distance of 2
        assertThat(scores[0]).isCloseTo(2e-9, EXACT);
        assertThat(scores[1]).isCloseTo(1.5 + 2e-9, EXACT);
        assertThat(scoresOfLast(new Rules(new RulesConfig(2, 1)), "ax ay ay a?")[1])
                .isCloseTo(2e-9, EXACT);
    }

    @Test
    void anEventOfDecayedPopularityCountsHalfAfterAHalfLifeOfEvents() {
        double[] scores =
                scoresOfLast(new DecayedPopularity(new DecayedPopularityConfig(2, Unit.EVENTS)), "ax ay bx a?");

        assertThat(scores[0]).isCloseTo(log2(1 + 2), EXACT);
        assertThat(scores[1]).isCloseTo(log2(Math.sqrt(2)), EXACT);
    }

    @Test
    void anEventOfDecayedPopularityCountsHalfAfterAHalfLifeOfHours() {
        double[] scores =
                scoresOfLast(new DecayedPopularity(new DecayedPopularityConfig(0.5, Unit.HOURS)), "ax ay bx a?");

        assertThat(scores[0]).isCloseTo(log2(1 + 16), EXACT);
        assertThat(scores[1]).isCloseTo(log2(4), EXACT);
    }

    @Test
    void decayedPopularityStillTellsItemsApartThatWereLastSeenThousandsOfHalfLivesAgo() {
        String later = " az".repeat(3000);
        double[] scores = scoresOfLast(
                new DecayedPopularity(new DecayedPopularityConfig(1, Unit.EVENTS)), "ax ay" + later + " a?");

        assertThat(scores[0]).isLessThan(scores[1]);
        assertThat(scores[1]).isLessThan(scores[2]);
    }

    @Test
    void ownHistoryFadesWithTheUsersEventsAndIsFollowedByPopularity() {
        double[] scores = scoresOfLast(new OwnHistory(new OwnHistoryConfig(0.5)), "ax bz ay bz ax bw a?");

        // items in order of appearance: x, z, y, w
        assertThat(scores).containsExactly(1 + 0.25, -1 / 2.0, 0.5, -1);
    }

    @Test
    void anOwnItemStaysAheadOfPopularityHoweverLongAgo() {
        double[] scores = scoresOfLast(new OwnHistory(new OwnHistoryConfig(0)), "ax ay" + " bz".repeat(5) + " a?");

        assertThat(scores).containsExactly(0, 1, -1 / 5.0);
    }

    @Test
    void isgdStepsTowardsOneWithTheUsersOldVector() {
        double[] scores = scoresOfLast(new Isgd(new IsgdConfig(1, 0.5f, 0.1f), SEED), "ax a?");

        float p = start(Table.USER, "a");
        float q = start(Table.TARGET, "x");
        float error = 1 - p * q;
        float newP = p + 0.5f * (error * q - 0.1f * p);
        float newQ = q + 0.5f * (error * p - 0.1f * q);
        assertThat(scores[0]).isCloseTo(-Math.abs(1 - newP * newQ), within(1e-6));
    }

    @Test
    void bprLiftsThePositiveAndLowersTheNegative() {
        double[] scores = scoresOfLast(new Bpr(new BprConfig(1, 0.5f, 0.1f, 1), SEED), "ax by a?");

        // the first event has no other item to draw, the second one draws x
        assertThat(new SplitMix64(SEED ^ StableHash.of("1")).nextInt(2)).isZero();
        float p = start(Table.USER, "b");
        float x = start(Table.TARGET, "x");
        float y = start(Table.TARGET, "y");
        double slope = 1 / (1 + Math.exp(p * (y - x)));
        double newX = x + 0.5 * (-slope * p - 0.1 * x);
        double newY = y + 0.5 * (slope * p - 0.1 * y);
        float a = start(Table.USER, "a");
        assertThat(scores[0]).isCloseTo(-0.5 * slope + a * newX, within(1e-6));
        assertThat(scores[1]).isCloseTo(0.5 * slope + a * newY, within(1e-6));
    }

    @Test
    void bprNeverTakesWhatTheUserHadForANegative() {
        double[] scores = scoresOfLast(new Bpr(new BprConfig(1, 0.5f, 0, 100), SEED), "ax ay a?");

        // no step was made: y had no other item to stand against
        assertThat(scores[0]).isEqualTo(start(Table.USER, "a") * start(Table.TARGET, "x"));
        assertThat(scores[1]).isEqualTo(start(Table.USER, "a") * start(Table.TARGET, "y"));
    }

    @Test
    void everyBaselineIsFoundByItsName() {
        assertThat(Arrays.stream(Baseline.values()).map(Baseline::toString))
                .containsExactly("popularity", "decayed-popularity", "knn", "rules", "isgd", "bpr", "own-history");
        assertThat(Baseline.named("own-history")).contains(Baseline.OWN_HISTORY);
        assertThat(Baseline.named("OWN_HISTORY")).isEmpty();
    }

    private static float start(Table table, String id) {
        float[] value = new float[1];
        new StartValues(SEED, 0.1f).fill(table, StableHash.of(id), value, 0, 1);
        return value[0];
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    private static int rankOfLast(String events, Baseline baseline, Variant variant) {
        List<String> lines = Tested.lines(
                plan -> baseline.create(BaselineConfig.DEFAULTS, SEED, variant),
                Mode.G,
                variant,
                stream(events.replace("?", "")));
        String[] last = lines.get(lines.size() - 1).split("\t", -1);
        return Integer.parseInt(last[4]);
    }

    /** What the last event is tested with. */
    private static double[] scoresOfLast(Scorer scorer, String events) {
        LastScores model = new LastScores(scorer);
        TestPlan plan = new TestPlan(Tested.stream(stream(events)), Mode.G, Variant.I, 0);
        Tested.run(any -> model, plan, PrequentialRun.Observer.NONE);
        return model.scores;
    }

    private static List<Interaction> stream(String events) {
        List<Interaction> stream = new ArrayList<>();
        for (String event : events.trim().split(" ", -1)) {
            int number = stream.size();
            stream.add(Interaction.of(
                    Integer.toString(number), event.substring(0, 1), event.substring(1), 1f, 3_600_000L * number));
        }
        return stream;
    }

    /** Keeps the scores of the latest test. */
    private static final class LastScores implements PrequentialModel {
        private final Scorer scorer;
        private final Histories histories = new Histories();
        private double[] scores = {};
        private int known;

        private LastScores(Scorer scorer) {
            this.scorer = scorer;
        }

        @Override
        public int rank(RecordedEvent event) {
            scores = new double[known];
            scorer.score(event, histories.of(event.user()), known, scores);
            return UNRANKED;
        }

        @Override
        public int top(RecordedEvent event, int[] items) {
            return 0;
        }

        @Override
        public void learn(RecordedEvent event) {
            scorer.learn(event, histories.of(event.user()));
            histories.add(event.user(), event.item());
            known = Math.max(known, event.item() + 1);
        }

        @Override
        public long userBytes() {
            return scorer.userBytes();
        }

        @Override
        public long itemBytes() {
            return scorer.itemBytes();
        }
    }
}
