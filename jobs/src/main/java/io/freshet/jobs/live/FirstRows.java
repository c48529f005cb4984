package io.freshet.jobs.live;

import io.freshet.features.OwnedRow;
import io.freshet.features.RowLayout;
import io.freshet.schemas.ItemState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an owner without restored state makes of the rows that it finds in the topic.
 *
 * <p>Those from before the job's submission are of an earlier job: deleted, or adopted as the owner's own, all but declared features of items that are declared otherwise now, which are deleted. Those from after
 * it were published by an attempt that failed before its first checkpoint, so all its events come again: such a row is
 * back at its start values, unless an earlier job's is adopted. Once the owner has published its rows, in a higher epoch
 * than any that was there, nothing is left of the failed attempt.
 */
final class FirstRows implements EarlierRows.Visitor {
    private final StartMode mode;
    private final RowLayout layout;
    private final Predicate<String> ours;
    private final RowStore store;
    private final Set<String> adopted = new HashSet<>();
    private final Set<String> stale = new LinkedHashSet<>();
    private long newestEpoch;

    /**
     * Visits nothing yet.
     *
     * @param ours which rows this owner owns; others only count for the epoch
     */
    FirstRows(StartMode mode, RowLayout layout, Predicate<String> ours, RowStore store) {
        this.mode = mode;
        this.layout = layout;
        this.ours = ours;
        this.store = store;
    }

    /** The highest epoch of a row found. */
    long newestEpoch() {
        return newestEpoch;
    }

    /** Rows that are to be deleted from the topic, in the order found. */
    List<String> stale() {
        return new ArrayList<>(stale);
    }

    @Override
    public void visit(String rowId, @Nullable ItemState row, boolean beforeStart) throws IOException {
        if (row != null) {
            newestEpoch = Math.max(newestEpoch, row.version().epoch());
        }
        if (!ours.test(rowId)) {
            return;
        }
        if (!beforeStart) {
            undo(rowId, row);
        } else if (mode == StartMode.TOPIC) {
            adopt(rowId, row);
        } else {
            note(rowId, row);
        }
    }

    private void undo(String rowId, @Nullable ItemState row) throws IOException {
        if (row == null) {
            stale.remove(rowId); // the failed attempt deleted it already
        } else if (!adopted.contains(rowId)) {
            store.put(OwnedRow.start(rowId, layout));
        }
    }

    private void adopt(String rowId, @Nullable ItemState row) throws IOException {
        if (row == null) {
            adopted.remove(rowId);
            stale.remove(rowId);
            store.remove(rowId);
        } else if (layout.accepts(row)) {
            adopted.add(rowId);
            store.put(OwnedRow.published(row, layout));
        } else if (layout.isOfOtherFeatures(rowId)) {
            stale.add(rowId);
        }
    }

    private void note(String rowId, @Nullable ItemState row) {
        if (row == null) {
            stale.remove(rowId);
        } else {
            stale.add(rowId);
        }
    }

    /** Where the owner keeps its rows. */
    interface RowStore {
        void put(OwnedRow row) throws IOException;

        void remove(String rowId) throws IOException;
    }
}
