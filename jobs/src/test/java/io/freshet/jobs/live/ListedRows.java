package io.freshet.jobs.live;

import io.freshet.schemas.ItemState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of an item-state topic with one partition, without a broker. */
final class ListedRows implements EarlierRows {
    private static final long serialVersionUID = 1L;

    private final StartMode mode;
    private final transient List<Entry> entries = new ArrayList<>();
    private final transient List<String> deleted = new ArrayList<>();
    private int submittedAt;

    private record Entry(String rowId, @Nullable ItemState row) {}

    private ListedRows(StartMode mode) {
        this.mode = mode;
    }

    static ListedRows none() {
        return new ListedRows(StartMode.EMPTY);
    }

    static ListedRows of(StartMode mode, List<ItemState> rows) {
        ListedRows listed = new ListedRows(mode);
        rows.forEach(listed::add);
        return listed;
    }

    ListedRows add(ItemState row) {
        entries.add(new Entry(row.rowId(), row));
        return this;
    }

    ListedRows addTombstone(String rowId) {
        entries.add(new Entry(rowId, null));
        return this;
    }

    /** What is added from now on was written by the submitted job. */
    ListedRows submitted() {
        submittedAt = entries.size();
        return this;
    }

    Start start() {
        return new Start(mode, Map.of(0, (long) submittedAt), Map.of(), Map.of());
    }

    /** Rows that the owner deleted. */
    List<String> deleted() {
        return deleted;
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        for (int i = 0; i < entries.size(); i++) {
            visitor.visit(entries.get(i).rowId(), entries.get(i).row(), i < submittedAt);
        }
    }

    @Override
    public void readBeforeStart(Visitor visitor) throws IOException {
        for (Entry entry : entries.subList(0, submittedAt)) {
            visitor.visit(entry.rowId(), entry.row(), true);
        }
    }

    @Override
    public void delete(Collection<String> rowIds) {
        deleted.addAll(rowIds);
    }
}
