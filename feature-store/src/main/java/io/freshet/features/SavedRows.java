package io.freshet.features;

import io.freshet.embedding.ContentMap;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.Situations;
import io.freshet.schemas.RowVersion;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A replica's rows as they are saved, all but those of declared features. One thread. */
final class SavedRows {
    private final SharedRows rows;
    private final RowVersions versions;
    private final ItemAges ages;
    private final ItemModel model;
    private final @Nullable RankerState ranker;
    private final ContentState content;

    SavedRows(
            SharedRows rows,
            RowVersions versions,
            ItemAges ages,
            ItemModel model,
            @Nullable RankerState ranker,
            ContentState content) {
        this.rows = rows;
        this.versions = versions;
        this.ages = ages;
        this.model = model;
        this.ranker = ranker;
        this.content = content;
    }

    /** Visits all rows, items in the order of first sight and before the rows of their neighbours. */
    void forEachRow(Consumer<RowCopy> visitor) {
        visitor.accept(copy(Slots.CONTEXT_WEIGHTS));
        visitSituations(visitor);
        if (ranker != null) {
            visitor.accept(copy(Slots.RANKER_WEIGHTS));
            visitor.accept(copy(Slots.TOTALS));
            visitPositions(ranker, visitor);
        }
        forEachInput(slot -> visitor.accept(copy(slot)));
        forEachItem(row -> visitor.accept(copy(Slots.ofItem(row))));
        if (ranker != null) {
            forEachItem(row -> {
                RowCopy neighbours = copy(Slots.ofNeighbours(row));
                if (neighbours.version() != null || neighbours.neighbours() != null) {
                    visitor.accept(neighbours);
                }
            });
        }
    }

    /** Those that are at their start follow from their names. */
    private void visitSituations(Consumer<RowCopy> visitor) {
        Situations situations = model.situations();
        for (int row = 0; situations != null && row < Situations.ROWS; row++) {
            RowVersion version = versions.of(Slots.ofSituation(row));
            if (version != null || situations.isLearned(row)) {
                visitor.accept(copy(Slots.ofSituation(row)));
            }
        }
    }

    /** They are at their start where nobody has learned from a list. */
    private void visitPositions(RankerState of, Consumer<RowCopy> visitor) {
        RowCopy positions = copy(Slots.POSITION_WEIGHTS);
        if (positions.version() != null || of.positions().isLearned()) {
            visitor.accept(positions);
        }
    }

    /** Items that nobody has touched follow from the catalogue and the content map. */
    private void forEachItem(IntConsumer visitor) {
        for (int place = 0; place < model.index().touchPlaces(); place++) {
            int row = model.index().touchedRow(place);
            if (model.index().isUsed(row)) {
                visitor.accept(row);
            }
        }
    }

    private void forEachInput(IntConsumer visitor) {
        ContentMap map = content.map();
        int inputs = map == null ? 0 : map.inputs() + 1;
        for (int input = 0; input < inputs; input++) {
            if (map != null && map.isLearned(input)) {
                visitor.accept(Slots.ofInput(input));
            }
        }
    }

    private RowCopy copy(int slot) {
        float[] @Nullable [] parts = new float[RowLayout.PARTS][];
        for (int part = 0; part < RowLayout.PARTS; part++) {
            if (SharedRows.has(slot, part)) {
                parts[part] = rows.read(slot, part);
            }
        }
        RowKind kind = Slots.kind(slot);
        boolean isOfNeighbours = kind == RowKind.NEIGHBOURS;
        return new RowCopy(
                rows.rowId(slot),
                versions.of(slot),
                parts,
                isOfNeighbours ? Signals.NONE : rows.signals(slot),
                null,
                rows.count(slot),
                kind == RowKind.ITEM ? ages.of(Slots.row(slot)) : ItemAges.UNKNOWN,
                isOfNeighbours ? rows.neighbours(slot) : null);
    }

    /** Puts back a row that was visited; rows must come in the same order. */
    void restore(RowCopy row) {
        int slot = rows.slotOf(row.rowId());
        rows.writeAll(slot, row.parts());
        if (Slots.kind(slot) == RowKind.NEIGHBOURS) {
            rows.neighbours(slot, row.neighbours());
        } else {
            rows.signals(slot, row.signals(), null);
        }
        rows.count(slot, row.count());
        versions.set(slot, row.version());
        if (row.touchedMs() != ItemAges.UNKNOWN) {
            ages.touched(Slots.row(slot), row.touchedMs());
        }
    }
}
