package io.freshet.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ranking.baseline.Baseline;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {
    @ParameterizedTest
    @EnumSource(Baseline.class)
    void everyBaselineThatCanBeRunIsCalledOne(Baseline baseline) {
        assertThat(new Model(baseline.toString(), 0, View.object()).isBaseline())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedding", "live", "KNN", ""})
    void whatElseIsRunIsNone(String name) {
        assertThat(new Model(name, 0, View.object()).isBaseline()).isFalse();
    }
}
