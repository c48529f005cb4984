package io.freshet.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Restores one model, part by part. */
final class SnapshotReader {
    private final LearnerConfig config;
    private final Function<LearnerConfig, ItemModel> empty;
    private final SnapshotInput in;

    SnapshotReader(LearnerConfig config, Function<LearnerConfig, ItemModel> empty, InputStream in) {
        this.config = config;
        this.empty = empty;
        this.in = new SnapshotInput(in);
    }

    ModelSnapshot read() throws IOException {
        int version = in.preamble();
        settings();
        ItemModel model = newModel();
        BitSet leftOut = items(model);
        free(model, leftOut);
        rows(model);
        weights(model.weights());
        if (version > SnapshotBlock.WITHOUT_SITUATIONS) {
            situations(model.situations());
        }
        NegativeSampler sampler = ring(model.index());
        totals(model.index());
        in.finish();
        return new ModelSnapshot(model, sampler);
    }

    private ItemModel newModel() {
        ItemModel model = empty.apply(config);
        if (model.index().places() > 0 || model.dimension() != config.dimension()) {
            throw new IllegalArgumentException("a snapshot of dimension " + config.dimension()
                    + " cannot be restored into a model of dimension " + model.dimension() + " with "
                    + model.index().places() + " rows: give it a new one of the same settings");
        }
        return model;
    }

    private void settings() throws IOException {
        in.begin(SnapshotSection.SETTINGS);
        agree("dimension", in.nextInt(), config.dimension());
        agree("contextLength", in.nextInt(), config.contextLength());
        agree("seed", in.nextLong(), config.seed());
        agree("deviation", in.nextFloat(), config.deviation());
    }

    private static void agree(String name, Number saved, Number configured) throws SnapshotException {
        if (!saved.equals(configured)) {
            throw new SnapshotException("the snapshot's " + name + " is " + saved + ", but the learner's is "
                    + configured + "; set " + name + " to " + saved + ", or start without the snapshot");
        }
    }

    /** Returns the rows that no item has. */
    private BitSet items(ItemModel model) throws IOException {
        in.begin(SnapshotSection.ITEMS);
        BitSet leftOut = new BitSet();
        int places = count("rows", in.nextInt());
        for (int row = 0; row < places; row++) {
            int length = in.nextInt();
            if (length == SnapshotSection.NO_ITEM) {
                leftOut.set(model.leaveOut());
            } else {
                item(model, count("characters", length));
            }
        }
        return leftOut;
    }

    private int count(String what, int count) throws SnapshotException {
        if (count < 0) {
            throw in.malformed(count + " " + what);
        }
        return count;
    }

    private void item(ItemModel model, int length) throws IOException {
        long key = in.nextLong();
        String id = in.nextText(length);
        int other = model.index().row(key);
        if (other != ItemIndex.UNKNOWN) {
            throw in.malformed(
                    "two items with key " + key + ", " + model.index().id(other) + " and " + id);
        }
        model.addZeros(key, id);
    }

    private void free(ItemModel model, BitSet leftOut) throws IOException {
        in.begin(SnapshotSection.FREE);
        for (int left = leftOut.cardinality(); left > 0; left--) {
            int row = in.nextInt();
            if (row < 0 || !leftOut.get(row)) {
                throw in.malformed("row " + row + " as free, which an item has, or which was named before");
            }
            leftOut.clear(row);
            model.index().release(row);
        }
    }

    private void rows(ItemModel model) throws IOException {
        in.begin(SnapshotSection.ROWS);
        ItemIndex index = model.index();
        for (int row = 0; row < index.places(); row++) {
            if (index.isUsed(row)) {
                row(model, row);
            }
        }
    }

    private void row(ItemModel model, int row) throws IOException {
        float bias = value("bias of row", row);
        model.biasAccumulator(row, value("bias accumulator of row", row));
        vector("target", row, model.targets());
        vector("source", row, model.sources());
        model.targetChanged(row, bias);
    }

    private void vector(String what, int row, RowTable table) throws IOException {
        float accumulator = in.nextFloat();
        FiniteValues.checkAccumulator(what, row, accumulator);
        table.accumulator(row, accumulator);
        in.nextFloats(table.chunk(row), table.offset(row), table.dimension());
        FiniteValues.checkVector(what, row, table);
    }

    private void weights(ContextWeights weights) throws IOException {
        in.begin(SnapshotSection.WEIGHTS);
        values("context weight", weights.weights());
        values("square of context weight", weights.squares());
    }

    /** More than there are now are left out, and so are all if the model has none. */
    private void situations(@Nullable Situations situations) throws IOException {
        in.begin(SnapshotSection.SITUATIONS);
        RowTable leftOut = new RowTable(config.dimension());
        leftOut.reserve(0);
        int saved = count("situations", in.nextInt());
        for (int row = 0; row < saved; row++) {
            if (situations == null || row >= Situations.ROWS) {
                vector("situation", 0, leftOut);
            } else {
                vector("situation", row, situations.table());
            }
        }
    }

    private void values(String what, float[] to) throws IOException {
        for (int i = 0; i < to.length; i++) {
            to[i] = value(what, i);
        }
    }

    private float value(String what, int number) throws IOException {
        float value = in.nextFloat();
        FiniteValues.check(what, number, value);
        return value;
    }

    /** In a ring of the size that was saved, rows go to their old places, on which draws depend. */
    private NegativeSampler ring(ItemIndex index) throws IOException {
        in.begin(SnapshotSection.RING);
        int size = in.nextInt();
        int next = in.nextInt();
        int filled = in.nextInt();
        boolean full = filled == size;
        if (filled < 0 || filled > size || next < 0 || next >= size || !(full || next == filled)) {
            throw in.malformed("a ring of " + size + " with " + filled + " rows whose next place is " + next);
        }
        boolean samePlaces = full && size == config.ringSize();
        NegativeSampler sampler = new NegativeSampler(config.ringSize(), config.ringShare(), samePlaces ? next : 0);
        for (int i = 0; i < filled; i++) {
            sampler.add(ringRow(index));
        }
        return sampler;
    }

    private int ringRow(ItemIndex index) throws IOException {
        int row = in.nextInt();
        if (row < 0 || !index.isUsed(row)) {
            throw in.malformed("row " + row + " in the ring, which no item of the " + index.places() + " rows has");
        }
        return row;
    }

    private void totals(ItemIndex index) throws IOException {
        long before = in.begin(SnapshotSection.END);
        total("items", in.nextInt(), index.size());
        total("rows", in.nextInt(), index.places());
        total("bytes", in.nextLong(), before);
    }

    private void total(String what, long saved, long restored) throws SnapshotException {
        if (saved != restored) {
            throw in.malformed(restored + " " + what + ", but counts " + saved + " at its end");
        }
    }
}
