package io.freshet.ranking.pipeline;

import io.freshet.embedding.ItemIndex;
import java.util.Arrays;

/**
 * Keeps what no rule blocks at the time of the query. Which rules name an item is found out once: 17 bytes a row, forgotten
 * when the rules change.
 */
public final class RuleFilter implements CandidateFilter {
    private final ItemIndex index;
    private Rules rules = Rules.NONE;
    private long[] keys = new long[0];

    /** The rules that name the item, a bit each. */
    private long[] naming = new long[0];

    private boolean[] isKnown = new boolean[0];

    /** The rules that hold now, a bit each. */
    private long holding;

    public RuleFilter(ItemIndex index) {
        this.index = index;
    }

    /** Blocks by other rules from the next {@code begin} on. */
    public void rules(Rules next) {
        rules = next;
        Arrays.fill(isKnown, false);
    }

    @Override
    public boolean begin(Query query) {
        return begin(query.timeMs());
    }

    /** Prepares for a time; false if no rule holds then, so that it need not be asked. */
    public boolean begin(long timeMs) {
        holding = 0;
        for (int rule = 0; rule < rules.all().size(); rule++) {
            holding |= rules.all().get(rule).holdsAt(timeMs) ? 1L << rule : 0;
        }
        return holding != 0;
    }

    @Override
    public boolean accepts(int row) {
        return (naming(row) & holding) == 0;
    }

    @Override
    public String reason(int row) {
        int rule = Long.numberOfTrailingZeros(naming(row) & holding);
        return "blocked by " + rules.all().get(rule).name();
    }

    private long naming(int row) {
        reserve(row);
        long key = index.key(row);
        // a removed item's row goes to another
        if (!isKnown[row] || keys[row] != key) {
            isKnown[row] = true;
            keys[row] = key;
            naming[row] = namingAnew(index.id(row));
        }
        return naming[row];
    }

    private long namingAnew(String itemId) {
        long bits = 0;
        for (int rule = 0; rule < rules.all().size(); rule++) {
            bits |= rules.all().get(rule).names(itemId) ? 1L << rule : 0;
        }
        return bits;
    }

    private void reserve(int row) {
        if (row >= keys.length) {
            int length = Math.max(row + 1, 2 * keys.length);
            keys = Arrays.copyOf(keys, length);
            naming = Arrays.copyOf(naming, length);
            isKnown = Arrays.copyOf(isKnown, length);
        }
    }
}
