package io.freshet.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Variant;
import io.freshet.ranking.eval.Window;
import io.freshet.schemas.Interaction;
import org.junit.jupiter.api.Test;

final class PairedDifferenceTest {
    /** Users a a b b b, each event at its own time. */
    private final TestPlan plan = plan("aabbb");

    @Test
    void theDifferenceIsThatOfTheAveragesOverTheWindowOnly() {
        Ranks one = ranks(1, 1, 11, 2, 0);
        Ranks other = ranks(0, 11, 1, 1, 0);
        Window window = new Window(1, 5);
        assertThat(PairedDifference.of(one, other, window, Metric.HR_10, 1).difference())
                .isEqualTo((1 - 1) / 4.0);
        assertThat(PairedDifference.of(one, other, window, Metric.MRR_10, 1).difference())
                .isEqualTo((1 - 1 + 0.5 - 1) / 4);
        assertThat(PairedDifference.of(one, other, window, Metric.HR_100, 1).difference())
                .isZero();
        assertThat(PairedDifference.of(one, other, window, Metric.NDCG_10, 1).difference())
                .isCloseTo((1 - 1 + 1 / 1.5849625 - 1) / 4, within(1e-7));
    }

    @Test
    void withTwoUsersTheIntervalEndsWhereOneIsDrawnTwice() {
        Ranks one = ranks(1, 1, 0, 0, 0);
        Ranks other = ranks(0, 1, 1, 1, 0);
        PairedDifference result = PairedDifference.of(one, other, Window.all(plan), Metric.HR_10, 1);
        assertThat(result.difference()).isCloseTo(-1 / 5.0, within(1e-15));
        assertThat(result.low()).isEqualTo(-2 / 3.0);
        assertThat(result.high()).isEqualTo(1 / 2.0);
    }

    @Test
    void fiveUsersAreTooFewEvenIfAllAgreeAndSixAreNot() {
        PairedDifference five = ofUsersWhoGain("abcde");
        assertThat(five.low()).isEqualTo(five.high()).isEqualTo(1);
        assertThat(five.p()).isEqualTo(1 / 16.0);
        assertThat(five.isGain()).isFalse();
        assertThat(five.hasTooFewUsers()).isTrue();
        PairedDifference six = ofUsersWhoGain("abcdef");
        assertThat(six.p()).isEqualTo(1 / 32.0);
        assertThat(six.isGain()).isTrue();
        assertThat(six.isLoss()).isFalse();
        assertThat(six.hasTooFewUsers()).isFalse();
    }

    @Test
    void aUserWithoutTestsInTheWindowIsNotDrawn() {
        Ranks one = ranks(1, 1, 0, 0, 0);
        Ranks other = ranks(0, 0, 1, 1, 0);
        assertThat(PairedDifference.of(one, other, new Window(2, 5), Metric.HR_10, 1))
                .isEqualTo(new PairedDifference(-2 / 3.0, -2 / 3.0, -2 / 3.0, 1));
    }

    @Test
    void theIntervalOfManyUsersIsThatOfTheNormalDistribution() {
        int users = 400;
        RecordedStream.Builder stream = new RecordedStream.Builder();
        for (int user = 0; user < users; user++) {
            stream.add(Interaction.of("r" + user, "u" + user, "i", 1f, user));
        }
        TestPlan many = new TestPlan(stream.build(), Mode.G, Variant.I, 0);
        Ranks one = new Ranks(many);
        for (int user = 0; user < users; user += 4) {
            one.set(user, 1);
        }
        PairedDifference result = PairedDifference.of(one, new Ranks(many), Window.all(many), Metric.HR_10, 1);
        double deviation = Math.sqrt(0.25 * 0.75 / users);
        assertThat(result.difference()).isEqualTo(0.25);
        assertThat(result.low()).isCloseTo(0.25 - 1.96 * deviation, within(0.005));
        assertThat(result.high()).isCloseTo(0.25 + 1.96 * deviation, within(0.005));
    }

    private static PairedDifference ofUsersWhoGain(String users) {
        TestPlan plan = plan(users);
        Ranks one = new Ranks(plan);
        for (int index = 0; index < users.length(); index++) {
            one.set(index, 1);
        }
        return PairedDifference.of(one, new Ranks(plan), Window.all(plan), Metric.HR_10, 1);
    }

    private Ranks ranks(int... values) {
        Ranks ranks = new Ranks(plan);
        for (int index = 0; index < values.length; index++) {
            ranks.set(index, values[index]);
        }
        return ranks;
    }

    private static TestPlan plan(String users) {
        RecordedStream.Builder stream = new RecordedStream.Builder();
        for (int index = 0; index < users.length(); index++) {
            String user = users.substring(index, index + 1);
            stream.add(Interaction.of("r" + index, user, "i" + index, 1f, index));
        }
        return new TestPlan(stream.build(), Mode.G, Variant.X, 0);
    }
}
