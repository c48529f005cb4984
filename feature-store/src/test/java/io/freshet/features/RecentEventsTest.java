package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecentEventsTest {
    @Test
    void anEventThatComesTwiceIsKnown() {
        RecentEvents events = new RecentEvents();

        assertThat(events.add(7, 3)).isTrue();
        assertThat(events.add(7, 3)).isFalse();
        assertThat(events.size()).isEqualTo(1);
    }

    @Test
    void theOldestIsForgottenWhenTheWindowIsFull() {
        RecentEvents events = new RecentEvents();
        for (long key = 1; key <= 4; key++) {
            events.add(key, 3);
        }

        assertThat(events.add(2, 3)).isFalse();
        assertThat(events.add(1, 3)).isTrue();
    }

    @Test
    void aDuplicateKeepsThePlaceOfTheFirst() {
        RecentEvents events = new RecentEvents();
        events.add(1, 2);
        events.add(2, 2);
        events.add(1, 2);
        events.add(3, 2);

        assertThat(events.add(1, 2)).as("1 was the oldest when 3 came").isTrue();
    }

    @Test
    void noWindowRemembersNothing() {
        RecentEvents events = new RecentEvents();

        assertThat(events.add(1, 0)).isTrue();
        assertThat(events.add(1, 0)).isTrue();
        assertThat(events.size()).isZero();
    }

    /** Against a list; also while the window changes, as it does between two runs of a job. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void answersAsAListDoes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RecentEvents events = new RecentEvents();
        List<Long> oracle = new ArrayList<>();
        for (int n = 0; n < 3000; n++) {
            int window = n % 100 == 0 ? random.nextInt(20) : 8;
            long key = random.nextInt(16);
            boolean isNew = !oracle.contains(key);
            if (isNew) {
                oracle.add(key);
                while (oracle.size() > window) {
                    oracle.remove(0);
                }
            }

            assertThat(events.add(key, window)).isEqualTo(isNew);
            assertThat(events.size()).isEqualTo(oracle.size());
        }
    }
}
