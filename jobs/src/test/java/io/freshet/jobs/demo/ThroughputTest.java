package io.freshet.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ThroughputTest {

    @Test
    void isTheGrowthOverTheLastSeconds() {
        Throughput throughput = new Throughput();
        assertThat(throughput.add(0, 0)).isZero();
        assertThat(throughput.add(1000, 500)).isEqualTo(500);
        assertThat(throughput.add(Throughput.WINDOW_MS, 500)).isEqualTo(100);
        assertThat(throughput.add(2 * Throughput.WINDOW_MS, 1000)).isEqualTo(100);
    }

    @Test
    void aNumberStallsOnlyWhenItStaysTheSame() {
        StallWatch watch = new StallWatch(Duration.ofNanos(10));
        assertThat(watch.stalled(1, 0)).isFalse();
        assertThat(watch.stalled(1, 9)).isFalse();
        assertThat(watch.stalled(2, 10)).isFalse();
        assertThat(watch.stalled(2, 20)).isTrue();
    }

    @Test
    void theRootCauseIsOneLine() {
        Throwable stack = new IllegalStateException("outer", new IllegalArgumentException("row 7 is bad\nmore"));
        assertThat(RootCause.of(stack)).isEqualTo("IllegalArgumentException: row 7 is bad");
    }
}
