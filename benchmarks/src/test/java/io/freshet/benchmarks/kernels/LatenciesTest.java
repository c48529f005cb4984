package io.freshet.benchmarks.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void aPercentileIsTheLeastThatSoManyDoNotExceed() {
        for (int nanos = 1_000; nanos >= 1; nanos--) {
            latencies.add(nanos);
        }

        assertThat(latencies.percentile(50)).isEqualTo(500);
        assertThat(latencies.percentile(99)).isEqualTo(990);
        assertThat(latencies.percentile(100)).isEqualTo(1_000);
    }

    @Test
    void ofFewTheTailIsTheWorst() {
        latencies.add(7);
        latencies.add(3);

        assertThat(latencies.percentile(50)).isEqualTo(3);
        assertThat(latencies.percentile(99)).isEqualTo(7);
    }
}
