package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecentRowsTest {
    private final ItemModel model = new ItemModel(LearnerConfig.DEFAULTS);
    private final RecentItems recent = new RecentItems(4);

    RecentRowsTest() {
        for (int row = 0; row < 6; row++) {
            model.rowOf(100 + row, "item" + row);
        }
        recent.add(100, 10);
        recent.add(101, 20);
        recent.add(999, 25); // no item of the model
        recent.add(102, 30);
        recent.add(103, 30);
    }

    @Test
    void theNewestComeFirst() {
        RecentRows rows = new RecentRows(10);
        rows.fill(recent, model.index());

        assertThat(rowsOf(rows)).containsExactly(3, 2, 1, 0);
        assertThat(rows.timeMs(0)).isEqualTo(30);
        assertThat(rows.timeMs(3)).isEqualTo(10);
    }

    @Test
    void whatIsNotFromBeforeIsLeftOut() {
        RecentRows rows = new RecentRows(10);

        rows.fillBefore(recent, 30, model.index());
        assertThat(rowsOf(rows)).containsExactly(1, 0);
        rows.fillBefore(recent, 10, model.index());
        assertThat(rowsOf(rows)).isEmpty();
    }

    @Test
    void aRowIsFoundAtItsNewestPlace() {
        RecentRows rows = new RecentRows(10);
        recent.add(101, 40);
        rows.fill(recent, model.index());

        assertThat(rows.place(1)).isEqualTo(0);
        assertThat(rows.place(2)).isEqualTo(2);
        assertThat(rows.place(5)).isEqualTo(rows.size());
    }

    @Test
    void onlyTheNewestFit() {
        RecentRows rows = new RecentRows(2);
        rows.fill(recent, model.index());

        assertThat(rowsOf(rows)).containsExactly(3, 2);
    }

    private static List<Integer> rowsOf(RecentRows rows) {
        List<Integer> list = new ArrayList<>();
        for (int place = 0; place < rows.size(); place++) {
            list.add(rows.row(place));
        }
        return list;
    }
}
