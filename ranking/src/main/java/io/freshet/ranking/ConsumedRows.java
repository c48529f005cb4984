package io.freshet.ranking;

import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.RowFilter;
import io.freshet.features.UserState;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongIterator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out what one user has consumed or dislikes: a bit a row, since a scan asks hundreds of times. Filled anew, at one look-up an
 * item, when another user comes. One thread.
 */
final class ConsumedRows implements RowFilter {
    private final ItemIndex index;
    private final IntArrayList marked = new IntArrayList();
    private long[] bits = new long[64];
    private @Nullable UserState user;
    private int keptOut;
    private int knownRows;

    ConsumedRows(ItemIndex index) {
        this.index = index;
    }

    /** The filter for {@code next}; valid until it consumes or dislikes something or another user is asked for. */
    RowFilter of(UserState next) {
        int keys = keys(next);
        if (keys == 0) {
            return RowFilter.ALL;
        }
        if (next != user || keptOut != keys || hasNewRows()) {
            clear();
            fill(next);
        }
        return this;
    }

    private static int keys(UserState user) {
        return user.consumed().size() + user.dislikes().size();
    }

    /** Tells that {@code by} has just consumed or disliked the item of {@code row}, whose key is in its state now. */
    void add(UserState by, int row) {
        if (by == user) {
            mark(row);
            keptOut++;
        }
    }

    /** Tells that rows go to other items. */
    void forgetAll() {
        clear();
        user = null;
    }

    /** Tells that somebody no longer dislikes an item. */
    void takenBack() {
        user = null;
    }

    @Override
    public boolean accepts(int row) {
        int word = row >> 6;
        return word >= bits.length || (bits[word] & 1L << row) == 0;
    }

    @Override
    public boolean strikeOut(float[] scores, int rows) {
        int words = Math.min(bits.length, (rows + 63) >> 6);
        for (int word = 0; word < words; word++) {
            for (long left = bits[word]; left != 0; left &= left - 1) {
                int row = (word << 6) + Long.numberOfTrailingZeros(left);
                if (row < rows) {
                    scores[row] = Float.NEGATIVE_INFINITY;
                }
            }
        }
        return true;
    }

    @Override
    public int rejected() {
        return marked.size();
    }

    /** Whether an item that had no row may have one by now. */
    private boolean hasNewRows() {
        return marked.size() < keptOut && knownRows != index.size();
    }

    private void clear() {
        for (int i = 0; i < marked.size(); i++) {
            bits[marked.getInt(i) >> 6] = 0;
        }
        marked.clear();
    }

    private void fill(UserState next) {
        user = next;
        keptOut = keys(next);
        knownRows = index.size();
        mark(next.consumed().iterator());
        mark(next.dislikes().iterator());
    }

    private void mark(LongIterator keys) {
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
