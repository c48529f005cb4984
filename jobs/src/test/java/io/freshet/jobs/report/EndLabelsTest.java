package io.freshet.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EndLabelsTest {
    @Test
    void namesWithRoomStandAtTheirLines() {
        assertThat(places(0.2, 0.5, 0.9)).containsExactly(0.2, 0.5, 0.9);
    }

    @Test
    void namesOfEqualEndsStandBelowEachOther() {
        List<Double> places = places(0.5, 0.5, 0.5);
        assertThat(places.get(1) - places.get(0)).isEqualTo(0.056, Offset.offset(1e-9));
        assertThat(places.get(2) - places.get(1)).isEqualTo(0.056, Offset.offset(1e-9));
    }

    @Test
    void namesStayInsideTheChart() {
        assertThat(places(1, 1, 1, 0.99)).allMatch(place -> place >= 0 && place <= 1);
        double[] many = new double[40];
        Arrays.fill(many, 1);
        assertThat(places(many)).isSorted().allMatch(place -> place >= -1e-9 && place <= 1);
    }

    private static List<Double> places(double... ends) {
        List<EndLabels.End> lines = Arrays.stream(ends)
                .mapToObj(end -> new EndLabels.End(new Model("a", 0, View.object()), end))
                .toList();
        return EndLabels.placed(lines).stream().map(EndLabels.Label::to).toList();
    }
}
