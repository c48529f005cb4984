package io.freshet.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetricTest {
    @Test
    void hitsEndWhereTheListEnds() {
        assertThat(Metric.HR_10.of(0)).isZero();
        assertThat(Metric.HR_10.of(1)).isEqualTo(1);
        assertThat(Metric.HR_10.of(10)).isEqualTo(1);
        assertThat(Metric.HR_10.of(11)).isZero();
        assertThat(Metric.HR_100.of(100)).isEqualTo(1);
        assertThat(Metric.HR_100.of(101)).isZero();
    }

    @Test
    void gradedMetricsFallWithTheRank() {
        assertThat(Metric.NDCG_10.of(1)).isEqualTo(1);
        assertThat(Metric.NDCG_10.of(3)).isEqualTo(0.5, within(1e-15));
        assertThat(Metric.NDCG_10.of(11)).isZero();
        assertThat(Metric.MRR_10.of(4)).isEqualTo(0.25);
        assertThat(Metric.MRR_10.of(0)).isZero();
        assertThat(Metric.MRR_10.of(11)).isZero();
    }

    @Test
    void namesAreFoundInAnyCase() {
        assertThat(Metric.of("HR@10")).contains(Metric.HR_10);
        assertThat(Metric.of("ndcg@10")).contains(Metric.NDCG_10);
        assertThat(Metric.of("hr@5")).isEmpty();
    }
}
