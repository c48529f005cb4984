package io.freshet.ranking;

import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.RowFilter;
import io.freshet.features.UserState;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongIterator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out what one user has consumed: a bit a row, since a scan asks hundreds of times. Filled anew, at one look-up a
 * consumed item, when another user comes. One thread.
 */
final class ConsumedRows implements RowFilter {
    private final ItemIndex index;
    private final IntArrayList marked = new IntArrayList();
    private long[] bits = new long[64];
    private @Nullable UserState user;
    private int consumed;
    private int knownRows;

    ConsumedRows(ItemIndex index) {
        this.index = index;
    }

    /** The filter for {@code next}; valid until it consumes something or another user is asked for. */
    RowFilter of(UserState next) {
        if (next.consumed().isEmpty()) {
            return RowFilter.ALL;
        }
        if (next != user || consumed != next.consumed().size() || hasNewRows()) {
            clear();
            fill(next);
        }
        return this;
    }

    /** Tells that {@code by} has just consumed the item of {@code row}, whose key is among its consumed ones now. */
    void add(UserState by, int row) {
        if (by == user) {
            mark(row);
            consumed++;
        }
    }

    @Override
    public boolean accepts(int row) {
        int word = row >> 6;
        return word >= bits.length || (bits[word] & 1L << row) == 0;
    }

    @Override
    public int rejected() {
        return marked.size();
    }

    /** Whether a consumed item that had no row may have one by now. */
    private boolean hasNewRows() {
        return marked.size() < consumed && knownRows != index.size();
    }

    private void clear() {
        for (int i = 0; i < marked.size(); i++) {
            bits[marked.getInt(i) >> 6] = 0;
        }
        marked.clear();
    }

    private void fill(UserState next) {
        user = next;
        consumed = next.consumed().size();
        knownRows = index.size();
        LongIterator keys = next.consumed().iterator();
        while (keys.hasNext()) {
            int row = index.row(keys.nextLong());
            if (row != ItemIndex.UNKNOWN) {
                mark(row);
            }
        }
    }

    private void mark(int row) {
        int word = row >> 6;
        if (word >= bits.length) {
            bits = Arrays.copyOf(bits, Math.max(word + 1, 2 * bits.length));
        }
        bits[word] |= 1L << row;
        marked.add(row);
    }
}
