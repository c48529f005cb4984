package io.freshet.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StallWatchTest {

    @Test
    void aNumberStallsOnlyWhenItStaysTheSame() {
        StallWatch watch = new StallWatch(Duration.ofNanos(10));
        assertThat(watch.stalled(1, 0)).isFalse();
        assertThat(watch.stalled(1, 9)).isFalse();
        assertThat(watch.stalled(2, 10)).isFalse();
        assertThat(watch.stalled(2, 20)).isTrue();
    }
}
