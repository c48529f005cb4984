package io.freshet.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static final Model A = new Model("a", 0, View.object());
    private static final Model B = new Model("b", 1, View.object());

    @Test
    void eachModelHasItsOwnValueOfAWindow() throws IOException {
        Series series = series("a,0,10,0,100,9,0.1,0.2,0.3,0.4", "b,0,10,0,100,9,0.5,,,");
        assertThat(series.points()).hasSize(1);
        assertThat(series.value(A, series.points().get(0), Measure.NDCG10)).isEqualTo(0.2);
        assertThat(series.value(B, series.points().get(0), Measure.HR10)).isEqualTo(0.5);
        assertThat(series.value(B, series.points().get(0), Measure.HR100)).isNaN();
    }

    @Test
    void aWindowThatAModelDoesNotHaveIsNoNumber() throws IOException {
        Series series = series("a,0,10,0,100,9,0.1,0.2,0.3,0.4");
        assertThat(series.value(B, series.points().get(0), Measure.HR10)).isNaN();
    }

    @Test
    void aNameMayHoldCommasAndQuotes() throws IOException {
        assertThat(Window.parse("\"knn,\"\"h=5\"\"\",0,10,0,100,9,0.1,0.2,0.3,0.4")
                        .model())
                .isEqualTo("knn,\"h=5\"");
    }

    @Test
    void aDamagedRowIsNamed() {
        assertThatThrownBy(() -> Window.parse("a,0,ten"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a,0,ten");
        assertThatThrownBy(() -> Window.parse("a,0,ten,0,100,9,0.1,0.2,0.3,0.4"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void manyWindowsAreThinnedAndTheLastStays() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int end = 1; end <= 1_001; end++) {
            rows.add("a,0," + end + ",0,100,9,0.1,0.2,0.3,0.4");
        }
        Series series = series(rows.toArray(String[]::new));
        assertThat(series.points()).hasSizeBetween(Series.MOST / 2, Series.MOST);
        assertThat(series.end()).isEqualTo(1_001);
    }

    @Test
    void theTimeOfAnEventLiesBetweenThoseOfTheWindows() throws IOException {
        Series series = series("a,0,10,1000,2000,9,,,,", "a,10,20,2000,6000,9,,,,");
        assertThat(series.timeOf(0)).isEqualTo(1000);
        assertThat(series.timeOf(5)).isEqualTo(1500);
        assertThat(series.timeOf(15)).isEqualTo(4000);
        assertThat(series.timeOf(20)).isEqualTo(6000);
    }

    private static Series series(String... rows) throws IOException {
        List<Window> windows = new ArrayList<>();
        for (String row : rows) {
            windows.add(Window.parse(row));
        }
        return new Series(windows);
    }
}
