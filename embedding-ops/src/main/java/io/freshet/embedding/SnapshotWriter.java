package io.freshet.embedding;

import java.io.IOException;
import java.io.OutputStream;

/** Saves one model, part by part. */
final class SnapshotWriter {
    private final ItemModel model;
    private final ItemIndex index;
    private final NegativeSampler sampler;
    private final SnapshotOutput out;

    SnapshotWriter(ModelSnapshot snapshot, OutputStream out) {
        this.model = snapshot.model();
        this.index = model.index();
        this.sampler = snapshot.sampler();
        this.out = new SnapshotOutput(out);
    }

    void write() throws IOException {
        Situations situations = model.situations();
        out.preamble(situations == null ? SnapshotBlock.WITHOUT_SITUATIONS : SnapshotBlock.VERSION);
        settings();
        items();
        free();
        rows();
        weights();
        if (situations != null) {
            situations(situations);
        }
        ring();
        totals();
        out.finish();
    }

    private void settings() throws IOException {
        out.begin(SnapshotSection.SETTINGS);
        out.putInt(model.dimension());
        out.putInt(model.weights().contextLength());
        out.putLong(model.start().seed());
        out.putFloat(model.start().deviation());
    }

    private void items() throws IOException {
        out.begin(SnapshotSection.ITEMS);
        out.putInt(index.places());
        for (int row = 0; row < index.places(); row++) {
            if (isSaved(row)) {
                item(index.key(row), index.id(row));
            } else {
                out.putInt(SnapshotSection.NO_ITEM);
            }
        }
    }

    private void item(long key, String id) throws IOException {
        out.putInt(id.length());
        out.putLong(key);
        out.putText(id);
    }

    private void free() throws IOException {
        out.begin(SnapshotSection.FREE);
        for (int row : index.free()) {
            out.putInt(row);
        }
        for (int row = 0; row < index.places(); row++) {
            if (index.isUntouched(row)) {
                out.putInt(row);
            }
        }
    }

    private boolean isSaved(int row) {
        return index.isUsed(row) && !index.isUntouched(row);
    }

    private void rows() throws IOException {
        out.begin(SnapshotSection.ROWS);
        for (int row = 0; row < index.places(); row++) {
            if (isSaved(row)) {
                value("bias of row", row, model.bias(row));
                value("bias accumulator of row", row, model.biasAccumulator(row));
                vector("target", row, model.targets());
                vector("source", row, model.sources());
            }
        }
    }

    private void vector(String what, int row, RowTable table) throws IOException {
        FiniteValues.checkAccumulator(what, row, table.accumulator(row));
        FiniteValues.checkVector(what, row, table);
        out.putFloat(table.accumulator(row));
        out.putFloats(table.chunk(row), table.offset(row), table.dimension());
    }

    private void weights() throws IOException {
        out.begin(SnapshotSection.WEIGHTS);
        values("context weight", model.weights().weights());
        values("square of context weight", model.weights().squares());
    }

    private void situations(Situations situations) throws IOException {
        out.begin(SnapshotSection.SITUATIONS);
        out.putInt(Situations.ROWS);
        for (int row = 0; row < Situations.ROWS; row++) {
            vector("situation", row, situations.table());
        }
    }

    private void values(String what, float[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            value(what, i, values[i]);
        }
    }

    private void value(String what, int number, float value) throws IOException {
        FiniteValues.check(what, number, value);
        out.putFloat(value);
    }

    private void ring() throws IOException {
        out.begin(SnapshotSection.RING);
        out.putInt(sampler.size());
        out.putInt(sampler.next());
        out.putInt(sampler.filled());
        for (int i = 0; i < sampler.filled(); i++) {
            ringRow(sampler.row(i));
        }
    }

    private void ringRow(int row) throws IOException {
        if (!index.isUsed(row)) {
            throw new SnapshotException("the ring of negatives holds row " + row
                    + ", which no item has; remove the row of a removed item from its sampler too");
        }
        out.putInt(row);
    }

    private void totals() throws IOException {
        long before = out.begin(SnapshotSection.END);
        out.putInt(index.touched());
        out.putInt(index.places());
        out.putLong(before);
    }
}
