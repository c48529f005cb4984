package io.freshet.features;

import io.freshet.embedding.ItemIndex;
import io.freshet.features.declared.EntityPlan;
import io.freshet.features.declared.FeatureEvent;
import io.freshet.features.declared.FeatureState;
import io.freshet.features.declared.FeatureTable;
import org.jspecify.annotations.Nullable;

/**
 * Declared features of items as one learner knows them, by the 64-bit keys of their ids: an item that nobody wanted yet may have
 * some. The same whether they are shared or not. One thread. Cost of an event or of reading an item: O(features).
 */
public final class ItemFeatures {
    private final EntityPlan plan;
    private final Listener listener;
    private final FeatureTable table;

    ItemFeatures(EntityPlan plan, Listener listener) {
        this.plan = plan;
        this.listener = listener;
        this.table = new FeatureTable(plan, listener::gone);
    }

    /** Told what a learner counts, so that it can be sent to others. */
    interface Listener {
        /** For features that nobody else shares. */
        Listener NONE = new Listener() {
            @Override
            public void beforeCount(String itemId, @Nullable FeatureState state, FeatureEvent event) {}

            @Override
            public void gone(long key) {}
        };

        /**
         * An event is about to be counted.
         *
         * @param state that will count it; null for none yet
         */
        void beforeCount(String itemId, @Nullable FeatureState state, FeatureEvent event);

        /** A state went, because it read as none does, or with its item. */
        void gone(long key);
    }

    /** Whether any feature looks at items. */
    public boolean isEmpty() {
        return plan.isEmpty();
    }

    /** Counts an event, if a feature looks at such. */
    public void add(String itemId, FeatureEvent event) {
        if (plan.counts(event)) {
            listener.beforeCount(itemId, table.state(event.item()), event);
            table.add(event.item(), event);
        }
    }

    /**
     * Fills in the features of an item.
     *
     * @param key of its id
     * @param into all columns of the plan; NaN where there is no value
     */
    public void read(long key, long timeMs, double[] into) {
        table.read(key, timeMs, 0, into);
    }

    /**
     * Forgets, in a step of {@link ItemExpiry}, items that are gone, or that nobody wanted, if nothing of them was counted for
     * as long. Cost: one pass over the states.
     */
    public void expire(ItemAges ages, ItemIndex index) {
        table.removeIf((key, state) -> ages.isGone(state.newestMs()) && !isWanted(key, index));
    }

    /** Whether an item is there that somebody has wanted. */
    private static boolean isWanted(long key, ItemIndex index) {
        int row = index.row(key);
        return row != ItemIndex.UNKNOWN && !index.isUntouched(row);
    }

    /** Items that a state is held of. */
    public int size() {
        return table.size();
    }

    /** Bytes of the heap that it takes. */
    public long bytes() {
        return plan.isEmpty() ? 0 : table.bytes();
    }

    FeatureTable table() {
        return table;
    }
}
