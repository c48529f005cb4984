package io.freshet.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ThroughputTest {

    @Test
    void isTheGrowthOverTheLastSeconds() {
        Throughput throughput = new Throughput(0);
        assertThat(throughput.add(0, 0)).isZero();
        assertThat(throughput.add(1000, 500)).isEqualTo(500);
        assertThat(throughput.add(Throughput.WINDOW_MS, 500)).isEqualTo(100);
        assertThat(throughput.add(2 * Throughput.WINDOW_MS, 1000)).isEqualTo(100);
    }
}
