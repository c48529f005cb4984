package io.freshet.benchmarks.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DuelTest {
    private final List<String> order = new ArrayList<>();
    private final Turns turns = new Turns();

    @Test
    void eachGoesFirstEveryOtherTime() {
        Recorded duel = new Recorded();

        duel.turn(turns);
        duel.turn(turns);

        assertThat(order).containsExactly("next", "peer", "ours", "next", "ours", "peer");
    }

    @Test
    void workAndTimeAddUpAndRecallDoesNot() {
        Recorded duel = new Recorded();

        duel.turn(turns);
        duel.turn(turns);

        assertThat(turns.oursUnits).isEqualTo(6);
        assertThat(turns.peerUnits).isEqualTo(8);
        assertThat(turns.limitUnits).isZero();
        assertThat(turns.oursNanos).isPositive();
        assertThat(turns.peerNanos).isPositive();
        assertThat(turns.oursRecall).isEqualTo(0.5);
    }

    private final class Recorded extends Duel {
        @Override
        void next() {
            order.add("next");
        }

        @Override
        double ours() {
            order.add("ours");
            return 0;
        }

        @Override
        double peer() {
            order.add("peer");
            return 0;
        }

        @Override
        double oursUnits() {
            return 3;
        }

        @Override
        double peerUnits() {
            return 4;
        }

        @Override
        double oursRecall() {
            return 0.5;
        }
    }
}
