package io.freshet.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RecentIdsTest {

    @Test
    void anIdIsKnownForAtLeastTheCapacityAndForgottenAfterTwice() {
        RecentIds ids = new RecentIds(3);
        assertThat(ids.add("first")).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(ids.add("other" + i)).isTrue();
            assertThat(ids.add("first")).isFalse();
        }
        for (int i = 3; i < 6; i++) {
            ids.add("other" + i);
        }
        assertThat(ids.add("first")).isTrue();
    }
}
