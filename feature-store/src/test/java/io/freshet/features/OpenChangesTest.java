package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.StableHash;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenChangesTest {
    private static final int HELD = 10;
    private static final LearnerConfig CONFIG = LearnerConfig.builder()
            .dimension(2)
            .contextLength(1)
            .negatives(4)
            .ringSize(10)
            .build();

    private final ItemModel model = new ItemModel(CONFIG);
    private final SharedRows rows = new SharedRows(
            new RowLayout(CONFIG), model, new PopularityOrder(), null, new ContentState(model, (ItemSignals) null));
    private final OpenChanges open = new OpenChanges(HELD);
    private long pushes;

    /** Such a change was kept until its time: for each of a learner's popular items one in each push. */
    @Test
    void whatIsPushedSoonerThanItIsDueLeavesOnlyItsSlotBehind() {
        int slot = slot("a");
        for (int i = 0; i < 5 * HELD; i++) {
            open.open(slot, RowLayout.TARGET, false, pushes, rows);
            open.open(slot, RowLayout.TARGET, true, pushes, rows);
            assertThat(slots(visited())).containsExactly(slot);

            List<RowChange> closed = push();

            assertThat(slots(closed)).containsExactly(slot);
            assertThat(open.size()).isZero();
            assertThat(visited()).isEmpty();
            assertThat(open.waiting()).isLessThanOrEqualTo(HELD + 1);
        }
    }

    /** The slot that was left behind comes up while a later change of the row waits. */
    @Test
    void aLaterChangeOfTheRowWaitsItsOwnTime() {
        int slot = slot("a");
        open.open(slot, RowLayout.TARGET, false, pushes, rows);
        push();
        push();
        open.open(slot, RowLayout.TARGET, true, pushes, rows);
        assertThat(slots(push())).containsExactly(slot);

        open.open(slot, RowLayout.TARGET, false, pushes, rows);
        for (int i = 0; i < HELD; i++) {
            assertThat(push()).isEmpty();
        }
        assertThat(slots(push())).containsExactly(slot);
        assertThat(open.waiting()).isZero();
    }

    private int slot(String id) {
        return Slots.ofItem(model.rowOf(StableHash.of(id), id));
    }

    private List<RowChange> push() {
        List<RowChange> closed = new ArrayList<>();
        open.close(++pushes, false, closed::add);
        return closed;
    }

    private List<RowChange> visited() {
        List<RowChange> visited = new ArrayList<>();
        open.forEach(visited::add);
        return visited;
    }

    private static List<Integer> slots(List<RowChange> changes) {
        return changes.stream().map(change -> change.slot).toList();
    }
}
