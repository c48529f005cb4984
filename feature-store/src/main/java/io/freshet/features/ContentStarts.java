package io.freshet.features;

import io.freshet.embedding.ContentMap;
import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.RowTable;
import org.jspecify.annotations.Nullable;

/**
 * Gives items that nobody has touched yet rows that start from their content, so that they can be found and recommended; and
 * learns from all others what content says about a row.
 *
 * <p>An untouched item's row is start value + map of its content, worked out anew now and then as the map gets better, until
 * its first event: from then on it is a row like any other. It is no negative before, so it is not pushed away for never having
 * been shown. One thread; deterministic. Cost of an event: {@value #REFRESHED} rows looked at, and a step of the map where the
 * item's count is a power of two; nothing without content.
 */
public final class ContentStarts {
    /** Rows looked at for each event. */
    private static final int REFRESHED = 4;

    private final ContentState state;
    private final ItemModel model;
    private final Catalogue catalogue;
    private final float[] values;
    private int next;

    public ContentStarts(ContentState state, Catalogue catalogue) {
        this.state = state;
        this.model = state.model();
        this.catalogue = catalogue;
        this.values = new float[2 * model.dimension() + 1];
    }

    /**
     * Brings the row of an item in line with what the catalogue says of it now.
     *
     * @return the row that it has lost by that, which nobody may keep, or {@link ItemIndex#UNKNOWN}
     */
    public int changed(long key) {
        ItemContent content = catalogue.contents().of(key);
        int row = model.index().row(key);
        boolean wanted = content != null && catalogue.facts(key).available();
        if (row != ItemIndex.UNKNOWN && !model.index().isUntouched(row)) {
            return ItemIndex.UNKNOWN;
        }
        if (row == ItemIndex.UNKNOWN && wanted && content != null) {
            int added = model.addUntouched(key, content.id());
            state.listener().appeared(added);
            start(added, content);
        } else if (row != ItemIndex.UNKNOWN && !wanted) {
            state.listener().disappearing(row);
            return model.remove(key);
        } else if (row != ItemIndex.UNKNOWN && content != null) {
            start(row, content);
        }
        return ItemIndex.UNKNOWN;
    }

    /** Brings all rows in line, as after a restart; in the order of the keys. */
    public void changedAll() {
        for (long key : catalogue.contents().keys()) {
            changed(key);
        }
    }

    /** Tells that an event with the item of {@code row} was learned from, its {@code count}-th. */
    public void learned(int row, long count) {
        if (catalogue.contents().size() == 0) {
            return;
        }
        boolean isPowerOfTwo = (count & (count - 1)) == 0;
        if (isPowerOfTwo) {
            learnMap(row);
        }
        refresh();
    }

    /** Bytes of the heap that contents and map take. */
    public long bytes() {
        return catalogue.contents().bytes() + state.bytes();
    }

    private void learnMap(int row) {
        ItemContent content = catalogue.contents().of(model.index().key(row));
        if (content == null) {
            return;
        }
        int d = model.dimension();
        RowTable targets = model.targets();
        RowTable sources = model.sources();
        System.arraycopy(targets.chunk(row), targets.offset(row), values, 0, d);
        values[d] = model.bias(row);
        System.arraycopy(sources.chunk(row), sources.offset(row), values, d + 1, d);
        mapOf(content).learn(content.vector(), values, state.listener());
    }

    private void refresh() {
        int places = model.index().places();
        for (int n = 0; n < REFRESHED && n < places; n++) {
            next = next < places ? next : 0;
            if (model.index().isUntouched(next)) {
                refresh(next, catalogue.contents().of(model.index().key(next)));
            }
            next++;
        }
    }

    private void refresh(int row, @Nullable ItemContent content) {
        if (content != null) {
            start(row, content);
        }
    }

    private void start(int row, ItemContent content) {
        mapOf(content).map(content.vector(), values);
        model.start(row, values);
    }

    private ContentMap mapOf(ItemContent content) {
        return state.mapOf(content.vector().length);
    }
}
