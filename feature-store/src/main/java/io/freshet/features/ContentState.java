package io.freshet.features;

import io.freshet.embedding.ContentMap;
import io.freshet.embedding.ItemModel;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What is learned about content and may be shared with others: the map from content vectors to the model. There is none until
 * somebody needs one, so what has no content costs nothing. One thread.
 */
public final class ContentState {
    private final ItemModel model;
    private final Listener listener;
    private @Nullable ContentMap map;

    /**
     * A state that nobody else shares.
     *
     * @param signals of items, which forget those that lose their rows; null if there are none
     */
    public ContentState(ItemModel model, @Nullable ItemSignals signals) {
        this(model, signals == null ? Listener.NONE : new Forgetting(signals));
    }

    ContentState(ItemModel model, Listener listener) {
        this.model = model;
        this.listener = listener;
    }

    ItemModel model() {
        return model;
    }

    Listener listener() {
        return listener;
    }

    /** The map if there is one. */
    @Nullable
    ContentMap map() {
        return map;
    }

    /** Bytes of the heap that the map takes. */
    public long bytes() {
        return map == null ? 0 : map.bytes();
    }

    /**
     * The map for vectors of a length; a new one if that of now is for another, which it can only be as long as nothing was
     * learned here, since vectors of one life have one length.
     */
    ContentMap mapOf(int inputs) {
        if (map == null || map.inputs() != inputs) {
            map = new ContentMap(inputs, model.dimension(), model.kernels().rows());
            listener.begun();
        }
        return map;
    }

    /** Told what happens, so that it can be sent to others. */
    interface Listener extends ContentMap.Listener {
        Listener NONE = new Listener() {};

        /** There is a new map that says 0 of everything. */
        default void begun() {}

        @Override
        default void beforeInput(int input) {}

        /** An untouched item has this row now. */
        default void appeared(int row) {}

        /** An untouched item is about to lose its row. */
        default void disappearing(int row) {}
    }

    /** Whoever gets the row next begins without signals. */
    private record Forgetting(ItemSignals signals) implements Listener {
        @Override
        public void disappearing(int row) {
            BitSet gone = new BitSet();
            gone.set(row);
            signals.forgetAll(gone);
        }
    }
}
