package io.freshet.features;

import io.freshet.embedding.ItemIndex;
import io.freshet.schemas.Neighbours;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A replica's ranker state as rows, by {@linkplain Slots slot}. One thread.
 *
 * <p>Neighbours travel by the keys of their ids, and one may come before the item's own row: it is kept by its key, and gets
 * its place when that row appears. Cost of taking a row of neighbours in: a look-up for each of them.
 */
final class SharedSignals {
    private final RankerState state;
    private final ItemIndex index;

    /** By the key of an item without a row, the rows that may have it as a neighbour. */
    private final Long2ObjectOpenHashMap<IntOpenHashSet> awaited = new Long2ObjectOpenHashMap<>();

    SharedSignals(RankerState state, ItemIndex index) {
        this.state = state;
        this.index = index;
    }

    RankerWeights weights() {
        return state.weights();
    }

    RankerWeights positions() {
        return state.positions();
    }

    /** Events of all items. */
    long total() {
        return signals().clock();
    }

    void count(int slot, long count) {
        RowKind kind = Slots.kind(slot);
        if (kind == RowKind.ITEM) {
            signals().counts().set(Slots.row(slot), count);
        } else if (kind == RowKind.TOTALS) {
            signals().clock(count);
        }
    }

    Signals read(int slot) {
        int row = Slots.row(slot);
        return switch (Slots.kind(slot)) {
            case ITEM -> new Signals(signals().slow().log(row), signals().fast().log(row), null);
            case NEIGHBOURS -> neighbours(row);
            default -> Signals.NONE;
        };
    }

    /** Overwrites with {@code base} and, on top of it, the own changes that are not pushed yet. */
    void write(int slot, Signals base, @Nullable RowChange own) {
        int row = Slots.row(slot);
        RowKind kind = Slots.kind(slot);
        if (kind == RowKind.ITEM) {
            signals()
                    .faded(
                            row,
                            own == null ? base.slow() : DecayedCounts.logOfSum(base.slow(), own.slow),
                            own == null ? base.fast() : DecayedCounts.logOfSum(base.fast(), own.fast));
        } else if (kind == RowKind.NEIGHBOURS) {
            writeNeighbours(row, base.neighbours(), own == null ? null : own.pairs);
        }
    }

    /** An item's neighbours as they are saved; null if it has none. */
    @Nullable
    NeighbourCopy saved(int row) {
        NeighbourList list = pairs().neighbours(row);
        return list == null ? null : list.copy(index);
    }

    /** Puts back what was saved. */
    void restore(int row, @Nullable NeighbourCopy saved) {
        awaitNoMore(row);
        NeighbourList list = new NeighbourList();
        if (saved != null) {
            addAll(row, list, saved.keys(), saved.weights(), saved.missing());
        }
        pairs().replace(row, list, index.places());
    }

    /** Tells that an item has this row now. */
    void appeared(int row) {
        long key = index.key(row);
        IntOpenHashSet lists = awaited.isEmpty() ? null : awaited.remove(key);
        if (lists != null) {
            lists.forEach(from -> pairs().appeared(from, key, row));
        }
    }

    /** Forgets what the item of the row has; it stays a neighbour of others by its key. */
    void forget(int row) {
        long key = index.key(row);
        signals().forget(row, key, from -> await(key, from));
    }

    /** Prepares for rows whose items are gone: they wait for no neighbours any more. */
    void expiring(BitSet gone) {
        for (int row = gone.nextSetBit(0); row >= 0; row = gone.nextSetBit(row + 1)) {
            awaitNoMore(row);
        }
    }

    /** Neighbours that never come would be waited for without end. */
    private void awaitNoMore(int from) {
        NeighbourList list = pairs().neighbours(from);
        int unknown = list == null ? 0 : list.unknown().size();
        for (int place = 0; list != null && place < unknown; place++) {
            long key = list.unknown().key(place);
            IntOpenHashSet lists = awaited.get(key);
            if (lists != null && lists.remove(from) && lists.isEmpty()) {
                awaited.remove(key);
            }
        }
    }

    private Signals neighbours(int row) {
        NeighbourList list = pairs().neighbours(row);
        return list == null
                ? Signals.NONE
                : new Signals(DecayedCounts.NEVER, DecayedCounts.NEVER, list.toNeighbours(index));
    }

    private void writeNeighbours(int row, @Nullable Neighbours base, @Nullable NeighbourList own) {
        awaitNoMore(row);
        NeighbourList list = new NeighbourList();
        if (base != null) {
            addAll(row, list, base.keys(), base.weights(), base.missing());
        }
        if (own != null) {
            list.merge(own, pairs().limit());
        }
        pairs().replace(row, list, index.places());
    }

    private void addAll(int from, NeighbourList list, long[] keys, float[] weights, float missing) {
        for (int place = 0; place < keys.length; place++) {
            add(from, list, keys[place], weights[place]);
        }
        list.miss(missing);
    }

    private void add(int from, NeighbourList list, long key, float weight) {
        int neighbour = index.row(key);
        if (neighbour == ItemIndex.UNKNOWN) {
            list.addUnknown(key, weight);
            await(key, from);
        } else {
            list.add(neighbour, weight, pairs().limit());
        }
    }

    private void await(long key, int from) {
        awaited.computeIfAbsent(key, absent -> new IntOpenHashSet()).add(from);
    }

    private ItemSignals signals() {
        return state.signals();
    }

    private CoVisitation pairs() {
        return state.signals().pairs();
    }
}
