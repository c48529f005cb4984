package io.freshet.features;

import static java.util.Objects.requireNonNull;

import io.freshet.embedding.ContentMap;
import io.freshet.embedding.ContextWeights;
import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.RowTable;
import io.freshet.embedding.StableHash;
import org.jspecify.annotations.Nullable;

/** A replica's tables as rows of parts ({@link RowLayout}), by {@linkplain Slots slot}. One thread. */
final class SharedRows {
    private final RowLayout layout;
    private final ItemModel model;
    private final PopularityOrder popularity;
    private final @Nullable SharedSignals signals;
    private final ContentState content;

    /**
     * @param signals null without a ranker
     */
    SharedRows(
            RowLayout layout,
            ItemModel model,
            PopularityOrder popularity,
            @Nullable SharedSignals signals,
            ContentState content) {
        this.content = content;
        this.layout = layout;
        this.model = model;
        this.popularity = popularity;
        this.signals = signals;
    }

    static boolean has(int slot, int part) {
        return switch (Slots.kind(slot)) {
            case ITEM -> part != RowLayout.WEIGHTS;
            case SITUATION -> part == RowLayout.SOURCE;
            case CONTEXT_WEIGHTS, RANKER_WEIGHTS, POSITION_WEIGHTS, CONTENT_MAP -> part == RowLayout.WEIGHTS;
            default -> false;
        };
    }

    /** The slot of a row of a known kind; an item gets a row if it has none. */
    int slotOf(String rowId) {
        return switch (layout.kind(rowId)) {
            case ITEM -> Slots.ofItem(rowOf(rowId));
            case NEIGHBOURS -> Slots.ofNeighbours(rowOf(RowLayout.itemOf(rowId)));
            case CONTEXT_WEIGHTS -> Slots.CONTEXT_WEIGHTS;
            case RANKER_WEIGHTS -> Slots.RANKER_WEIGHTS;
            case TOTALS -> Slots.TOTALS;
            case POSITION_WEIGHTS -> Slots.POSITION_WEIGHTS;
            case SITUATION -> Slots.ofSituation(SituationRows.row(rowId));
            case CONTENT_MAP -> {
                content.mapOf(ContentRows.inputs(rowId));
                yield Slots.ofInput(ContentRows.input(rowId));
            }
            case FEATURES, UNKNOWN ->
                throw new IllegalArgumentException("row '" + shown(rowId) + "' is none of this program's");
        };
    }

    /** Whether a row is here already. */
    boolean has(String rowId) {
        RowKind kind = layout.kind(rowId);
        String itemId = RowLayout.itemOf(rowId);
        return switch (kind) {
            case FEATURES, UNKNOWN -> false;
            case ITEM, NEIGHBOURS -> {
                int row = model.index().row(StableHash.of(itemId));
                yield row != ItemIndex.UNKNOWN && model.index().id(row).equals(itemId);
            }
            case CONTENT_MAP -> content.map() != null && admits(rowId);
            case CONTEXT_WEIGHTS, RANKER_WEIGHTS, POSITION_WEIGHTS, SITUATION, TOTALS -> true;
        };
    }

    /** False for an item whose id has the key of another item's, and for content of another length. */
    boolean admits(String rowId) {
        RowKind kind = layout.kind(rowId);
        if (kind == RowKind.CONTENT_MAP) {
            ContentMap map = content.map();
            return map == null || map.inputs() == ContentRows.inputs(rowId);
        }
        String itemId = RowLayout.itemOf(rowId);
        return kind != RowKind.ITEM && kind != RowKind.NEIGHBOURS
                || model.index().admits(StableHash.of(itemId), itemId);
    }

    String rowId(int slot) {
        return switch (Slots.kind(slot)) {
            case ITEM -> model.index().id(Slots.row(slot));
            case NEIGHBOURS -> RowLayout.neighboursRow(model.index().id(Slots.row(slot)));
            case RANKER_WEIGHTS ->
                layout.ranker() == null
                        ? RowLayout.WEIGHTS_ROW
                        : layout.ranker().weightsRow();
            case TOTALS -> RowLayout.TOTALS_ROW;
            case POSITION_WEIGHTS -> RowLayout.POSITIONS_ROW;
            case SITUATION -> SituationRows.name(Slots.situation(slot));
            case CONTENT_MAP -> ContentRows.name(requireMap().inputs(), Slots.input(slot));
            case CONTEXT_WEIGHTS, FEATURES, UNKNOWN -> RowLayout.WEIGHTS_ROW;
        };
    }

    long count(int slot) {
        return switch (Slots.kind(slot)) {
            case ITEM -> popularity.count(Slots.row(slot));
            case TOTALS -> signals == null ? 0 : signals.total();
            default -> 0;
        };
    }

    void count(int slot, long count) {
        RowKind kind = Slots.kind(slot);
        if (kind == RowKind.ITEM) {
            popularity.count(Slots.row(slot), count);
        }
        if (signals != null) {
            signals.count(slot, count);
        }
    }

    /** What the row has beside its parts and count. */
    Signals signals(int slot) {
        return signals == null ? Signals.NONE : signals.read(slot);
    }

    /** Overwrites the same with {@code base} and, on top of it, the own changes that are not pushed yet. */
    void signals(int slot, Signals base, @Nullable RowChange own) {
        if (signals != null) {
            signals.write(slot, base, own);
        }
    }

    /** The neighbours of an item's row of them, as they are saved; null if it has none. */
    @Nullable
    NeighbourCopy neighbours(int slot) {
        return signals == null ? null : signals.saved(Slots.row(slot));
    }

    /** Puts back what was saved. */
    void neighbours(int slot, @Nullable NeighbourCopy saved) {
        if (signals != null) {
            signals.restore(Slots.row(slot), saved);
        }
    }

    /** A copy of a part. */
    float[] read(int slot, int part) {
        if (Slots.kind(slot) == RowKind.CONTENT_MAP) {
            return requireMap().read(Slots.input(slot));
        }
        if (part == RowLayout.WEIGHTS) {
            return slot == Slots.CONTEXT_WEIGHTS
                    ? joined(model.weights().weights(), model.weights().squares())
                    : joined(rankerWeights(slot).weights(), rankerWeights(slot).squares());
        }
        float[] values = new float[layout.length(part)];
        int row = vectorRow(slot);
        int d = layout.dimension();
        RowTable table = vectors(slot, part);
        System.arraycopy(table.chunk(row), table.offset(row), values, 0, d);
        if (part == RowLayout.TARGET) {
            values[d] = model.bias(row);
            values[d + 1] = table.accumulator(row);
            values[d + 2] = model.biasAccumulator(row);
        } else {
            values[d] = table.accumulator(row);
        }
        return values;
    }

    static boolean areFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Overwrites a part; a vector that is too long is cut.
     *
     * @param values are changed if they have to be cut
     * @throws IllegalArgumentException if one of them is not finite; the part is as it was
     */
    void write(int slot, int part, float[] values) {
        if (!areFinite(values)) {
            throw new IllegalArgumentException("row '" + shown(rowId(slot)) + "' has a value that is not"
                    + " finite, which no program wrote: the data is damaged");
        }
        layout.cap(part, values);
        if (part == RowLayout.WEIGHTS) {
            writeWeights(slot, values);
            return;
        }
        int row = vectorRow(slot);
        int d = layout.dimension();
        RowTable table = vectors(slot, part);
        if (part == RowLayout.TARGET) {
            table.write(row, values, 0, values[d + 1]);
            model.biasAccumulator(row, values[d + 2]);
            model.targetChanged(row, values[d]);
        } else {
            table.write(row, values, 0, values[d]);
        }
    }

    /** Overwrites the parts that are given. */
    void writeAll(int slot, float[] @Nullable [] parts) {
        for (int part = 0; part < RowLayout.PARTS; part++) {
            float[] values = parts[part];
            if (values != null) {
                write(slot, part, values);
            }
        }
    }

    private void writeWeights(int slot, float[] values) {
        if (slot == Slots.CONTEXT_WEIGHTS) {
            ContextWeights weights = model.weights();
            split(values, weights.weights(), weights.squares());
        } else if (Slots.kind(slot) == RowKind.CONTENT_MAP) {
            requireMap().write(Slots.input(slot), values);
        } else {
            split(values, rankerWeights(slot).weights(), rankerWeights(slot).squares());
        }
    }

    private RowTable vectors(int slot, int part) {
        if (Slots.kind(slot) == RowKind.SITUATION) {
            return requireNonNull(model.situations(), "there are no situations").table();
        }
        return part == RowLayout.TARGET ? model.targets() : model.sources();
    }

    private static int vectorRow(int slot) {
        return Slots.kind(slot) == RowKind.SITUATION ? Slots.situation(slot) : Slots.row(slot);
    }

    private ContentMap requireMap() {
        return requireNonNull(content.map(), "there is no content map");
    }

    private RankerWeights rankerWeights(int slot) {
        if (signals == null) {
            throw new IllegalStateException("there is no ranker");
        }
        return slot == Slots.POSITION_WEIGHTS ? signals.positions() : signals.weights();
    }

    private int rowOf(String itemId) {
        long key = StableHash.of(itemId);
        boolean isNew = model.index().row(key) == ItemIndex.UNKNOWN;
        int row = model.rowOf(key, itemId);
        if (isNew && signals != null) {
            signals.appeared(row);
        }
        return row;
    }

    private static float[] joined(float[] first, float[] second) {
        float[] both = new float[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static void split(float[] both, float[] first, float[] second) {
        System.arraycopy(both, 0, first, 0, first.length);
        System.arraycopy(both, first.length, second, 0, second.length);
    }

    private static String shown(String rowId) {
        return rowId.replace('\0', '$');
    }
}
