package io.freshet.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AxisTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    @Test
    void endsAtATickAboveTheLargestValue() {
        Axis axis = Axis.covering(0.2108, 5);
        assertThat(axis.step()).isEqualTo(0.05, ROUNDING);
        assertThat(axis.end()).isEqualTo(0.25, ROUNDING);
        assertThat(axis.ticks()).hasSize(6);
        assertThat(axis.decimals()).isEqualTo(2);
    }

    @Test
    void aValueOnATickNeedsNoFurtherOne() {
        assertThat(Axis.covering(0.3, 3).end()).isEqualTo(0.3, ROUNDING);
    }

    @Test
    void countsEndWhereTheyEnd() {
        Axis axis = Axis.ofCounts(575_281, 8);
        assertThat(axis.end()).isEqualTo(575_281);
        assertThat(axis.ticks()).containsExactly(0.0, 1e5, 2e5, 3e5, 4e5, 5e5);
        assertThat(axis.at(575_281)).isEqualTo(1);
    }

    @Test
    void fewCountsHaveNoFractions() {
        assertThat(Axis.ofCounts(2, 8).ticks()).containsExactly(0.0, 1.0, 2.0);
        assertThat(Axis.ofCounts(0, 8).ticks()).containsExactly(0.0, 1.0);
    }

    @Test
    void nothingStillHasAnAxis() {
        assertThat(Axis.covering(0, 5).end()).isEqualTo(1, ROUNDING);
        assertThat(Axis.covering(Double.NaN, 5).end()).isEqualTo(1, ROUNDING);
    }
}
