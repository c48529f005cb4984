package io.freshet.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
    /** The last has more digits than a float. */
    @ParameterizedTest
    @CsvSource({"1, 1", "20, 1", "50, 3", "400000010, 20000001"})
    void aWindowIsATwentiethOfTheStream(int stream, int window) {
        assertThat(new Settings(Metric.HR_10, 0.95, null, null, 1).windowOf(stream))
                .isEqualTo(window);
    }
}
