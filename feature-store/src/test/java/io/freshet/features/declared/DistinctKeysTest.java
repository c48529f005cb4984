package io.freshet.features.declared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DistinctKeysTest {
    private static final long MINUTE = 60_000;

    private final DistinctKeys everything = new DistinctKeys(Aggregator.NO_END);
    private final DistinctKeys lastMinute = new DistinctKeys(MINUTE);

    @Test
    void countsExactlyUpToItsLimitAndThenStaysThere() {
        long[] state = null;
        for (int key = 0; key < 1_200; key++) {
            state = everything.add(state, at(key), key, 0);
            state = everything.add(state, at(key), key / 2, 0);
            assertThat(everything.read(state, key, key)).isEqualTo(Math.min(key + 1, DistinctKeys.MOST));
        }
        assertThat(state).hasSize(1 + 2 * DistinctKeys.MOST);
    }

    @Test
    void aKeyLeavesTheWindowAMinuteAfterItWasSeenLast() {
        long[] state = lastMinute.add(null, at(0), 7, 0);
        state = lastMinute.add(state, at(1_000), 8, 0);
        state = lastMinute.add(state, at(30_000), 7, 0);

        assertThat(lastMinute.read(state, 60_999, 3)).isEqualTo(2);
        assertThat(lastMinute.read(state, 61_000, 3)).isEqualTo(1);
        assertThat(lastMinute.read(state, 90_000, 3)).isNaN();
    }

    @Test
    void keysThatHaveLeftTheWindowTakeNoMemory() {
        long[] state = null;
        for (int key = 0; key < 500; key++) {
            state = lastMinute.add(state, at(key * MINUTE / 10), key, 0);
        }

        assertThat(state).hasSize(1 + 2 * 10);
    }

    private static FeatureEvent at(long timeMs) {
        return new FeatureEvent(0, 0, 0, 0, FeatureEvent.NO_VALUE, timeMs, timeMs);
    }
}
