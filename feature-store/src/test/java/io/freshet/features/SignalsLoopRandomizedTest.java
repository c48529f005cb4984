package io.freshet.features;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SignalsLoopRandomizedTest {
    @ParameterizedTest(name = "{0} learners, {1} items, {2} neighbours, held {3} pushes, seed {4}")
    @CsvSource({
        "1, 5, 2, 0, 1",
        "1, 12, 50, 3, 2",
        "2, 3, 50, 0, 3",
        "2, 12, 2, 2, 4",
        "3, 8, 50, 5, 5",
        "4, 30, 3, 1, 6",
        "4, 40, 50, 100, 7",
        "7, 20, 1, 3, 8"
    })
    void aReplicaAlwaysHoldsItsOwnStepsAndThoseItHasHeardOfAndInTheEndAllHoldAll(
            int learners, int items, int neighbours, int heldPushes, long seed) {
        SignalsSimulation loop = new SignalsSimulation(learners, items, neighbours, heldPushes, seed);
        for (int round = 0; round < 2; round++) {
            for (int step = 0; step < 2_000; step++) {
                loop.step();
                if (step % 25 == 0) {
                    loop.assertEveryReplicaHoldsItsOwnStepsAndThoseItHasHeardOf();
                }
            }
            loop.settle();
            loop.assertEveryReplicaHoldsItsOwnStepsAndThoseItHasHeardOf();
            loop.assertNothingIsUnderWay();
        }
    }
}
