package io.freshet.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UserSumsTest {
    @Test
    void aUserWhoseDifferencesCancelDoesNotDiffer() {
        UserSums sums = new UserSums(2, 1);
        for (double difference : new double[] {0.1, 0.2, -0.3}) {
            sums.add(0, 0, difference);
        }
        sums.add(1, 0, 1 / 9.0 - 1 / 10.0);
        assertThat(sums.usersWith(0)).as("0.1 + 0.2 - 0.3 is 5.6e-17").isEqualTo(2);
        sums.settle();
        assertThat(sums.usersWith(0)).isEqualTo(1);
    }
}
