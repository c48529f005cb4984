package io.freshet.features;

import io.freshet.embedding.ContextWeights;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.RowTable;
import io.freshet.embedding.StableHash;

/**
 * The model's tables as rows of parts ({@link RowLayout}), by slot: slot 0 is the global row of the context weights,
 * slot r + 1 the item of row r. One thread.
 */
final class SharedRows {
    static final int WEIGHTS_SLOT = 0;

    private final RowLayout layout;
    private final ItemModel model;
    private final PopularityOrder popularity;

    SharedRows(RowLayout layout, ItemModel model, PopularityOrder popularity) {
        this.layout = layout;
        this.model = model;
        this.popularity = popularity;
    }

    static int slotOfItem(int row) {
        return row + 1;
    }

    static boolean has(int slot, int part) {
        return (part == RowLayout.WEIGHTS) == (slot == WEIGHTS_SLOT);
    }

    /** Slots are below this; that of a forgotten item is still counted. */
    int slots() {
        return slotOfItem(model.index().places());
    }

    boolean isUsed(int slot) {
        return slot == WEIGHTS_SLOT || model.index().isUsed(slot - 1);
    }

    /** The slot of a row, which it gets if it has none. */
    int slotOf(String rowId) {
        return RowLayout.isGlobal(rowId) ? WEIGHTS_SLOT : slotOfItem(model.rowOf(StableHash.of(rowId), rowId));
    }

    /** False for an item whose id has the key of another item's. */
    boolean admits(String rowId) {
        return RowLayout.isGlobal(rowId) || model.index().admits(StableHash.of(rowId), rowId);
    }

    String rowId(int slot) {
        return slot == WEIGHTS_SLOT ? RowLayout.WEIGHTS_ROW : model.index().id(slot - 1);
    }

    long count(int slot) {
        return slot == WEIGHTS_SLOT ? 0 : popularity.count(slot - 1);
    }

    void count(int slot, long count) {
        if (slot != WEIGHTS_SLOT) {
            popularity.count(slot - 1, count);
        }
    }

    /** A copy of a part. */
    float[] read(int slot, int part) {
        float[] values = new float[layout.length(part)];
        if (part == RowLayout.WEIGHTS) {
            ContextWeights weights = model.weights();
            int n = weights.weights().length;
            System.arraycopy(weights.weights(), 0, values, 0, n);
            System.arraycopy(weights.squares(), 0, values, n, n);
            return values;
        }
        int row = slot - 1;
        int d = layout.dimension();
        RowTable table = part == RowLayout.TARGET ? model.targets() : model.sources();
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
            throw new IllegalArgumentException("row '" + rowId(slot).replace('\0', '$') + "' has a value that is not"
                    + " finite, which no program wrote: the data is damaged");
        }
        layout.cap(part, values);
        if (part == RowLayout.WEIGHTS) {
            ContextWeights weights = model.weights();
            int n = weights.weights().length;
            System.arraycopy(values, 0, weights.weights(), 0, n);
            System.arraycopy(values, n, weights.squares(), 0, n);
            return;
        }
        int row = slot - 1;
        int d = layout.dimension();
        RowTable table = part == RowLayout.TARGET ? model.targets() : model.sources();
        if (part == RowLayout.TARGET) {
            table.write(row, values, 0, values[d + 1]);
            model.biasAccumulator(row, values[d + 2]);
            model.targetChanged(row, values[d]);
        } else {
            table.write(row, values, 0, values[d]);
        }
    }
}
