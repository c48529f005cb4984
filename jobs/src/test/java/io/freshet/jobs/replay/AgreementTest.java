package io.freshet.jobs.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Variant;
import io.freshet.schemas.Interaction;
import org.junit.jupiter.api.Test;

final class AgreementTest {
    private static final int EVENTS = 8;

    @Test
    void countsEqualRanksAndHitsByHand() {
        TestPlan plan = plan(0);
        Ranks live = ranks(plan, 1, 3, 10, 11, 0, 100, 0, 7);
        Ranks runner = ranks(plan, 1, 4, 11, 10, 0, 101, 101, 7);

        Agreement agreement = Agreement.of(live, runner, 2);

        assertThat(agreement.parallelism()).isEqualTo(2);
        assertThat(agreement.compared()).isEqualTo(8);
        assertThat(agreement.equalRanks())
                .as("1, none, none because 101 is beyond 100, and 7 are equal")
                .isEqualTo(4 / 8.0);
        assertThat(agreement.equalWhereRanked())
                .as("of six events that either has in its first hundred, 1 and 7 are equal")
                .isEqualTo(2 / 6.0);
        assertThat(agreement.hitsInBoth()).isEqualTo(3);
        assertThat(agreement.hitsOnlyLive()).isEqualTo(1);
        assertThat(agreement.hitsOnlyRunner()).isEqualTo(1);
        assertThat(agreement.hitOverlap()).isCloseTo(3 / 5.0, within(1e-12));
        assertThat(agreement.hitRate()).isEqualTo(4 / 8.0);
        assertThat(agreement.hitRateOfRunner()).isEqualTo(4 / 8.0);
        assertThat(agreement.hitRateDifference()).isZero();
    }

    @Test
    void differenceIsTheLiveRateLessTheRunners() {
        TestPlan plan = plan(0);
        Agreement agreement = Agreement.of(ranks(plan, 1, 0, 0, 0, 0, 0, 0, 0), ranks(plan, 1, 2, 3, 0, 0, 0, 0, 0), 1);
        assertThat(agreement.hitRateDifference()).isEqualTo(-2 / 8.0);
    }

    @Test
    void eventsThatAreNotTestedAreNotCompared() {
        TestPlan plan = plan(5);
        Agreement agreement = Agreement.of(ranks(plan, 1, 1, 1, 1, 1, 1, 2, 3), ranks(plan, 2, 2, 2, 2, 2, 1, 2, 4), 1);
        assertThat(agreement.compared()).isEqualTo(3);
        assertThat(agreement.equalRanks()).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void ofNothingAllIsEqual() {
        TestPlan plan = plan(EVENTS);
        assertThat(Agreement.of(new Ranks(plan), new Ranks(plan), 1))
                .isEqualTo(new Agreement(1, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void ranksOfTwoPlansAreRefused() {
        assertThatThrownBy(() -> Agreement.of(new Ranks(plan(0)), new Ranks(plan(0)), 1))
                .hasMessage("the ranks are of two plans: test the same events of the same stream");
    }

    @Test
    void theJsonHasTheAgreedNames() throws Exception {
        assertThat(new ObjectMapper()
                        .writeValueAsString(new Agreement(2, 8, 0.5, 0.25, 3, 1, 2, 0.5, 0.5, 0.625, -0.125)))
                .isEqualTo("{\"parallelism\":2,\"compared\":8,\"equal_ranks\":0.5,"
                        + "\"equal_where_ranked\":0.25,\"hits_in_both\":3,"
                        + "\"hits_only_live\":1,\"hits_only_runner\":2,\"hit_overlap\":0.5,\"hr@10\":0.5,"
                        + "\"hr@10_runner\":0.625,\"hr@10_difference\":-0.125}");
    }

    private static Ranks ranks(TestPlan plan, int... ranks) {
        Ranks filled = new Ranks(plan);
        for (int index = 0; index < ranks.length; index++) {
            filled.set(index, ranks[index]);
        }
        return filled;
    }

    private static TestPlan plan(int warmUp) {
        RecordedStream.Builder stream = new RecordedStream.Builder();
        for (int index = 0; index < EVENTS; index++) {
            stream.add(Interaction.of("e" + index, "u", "i" + index, 1f, index));
        }
        return new TestPlan(stream.build(), Mode.G, Variant.X, warmUp);
    }
}
