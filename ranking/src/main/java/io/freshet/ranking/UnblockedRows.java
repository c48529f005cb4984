package io.freshet.ranking;

import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.RowFilter;
import io.freshet.ranking.pipeline.RuleFilter;
import io.freshet.ranking.pipeline.Rules;

/** Keeps out what a rule blocks, of lists that no ranker makes. One thread. */
final class UnblockedRows implements RowFilter {
    private final RuleFilter rules;
    private RowFilter others = RowFilter.ALL;

    UnblockedRows(ItemIndex index) {
        this.rules = new RuleFilter(index);
    }

    void rules(Rules next) {
        rules.rules(next);
    }

    /** What another filter accepts and no rule blocks at a time; valid until the next one is asked for. */
    RowFilter of(long timeMs, RowFilter accepted) {
        others = accepted;
        return rules.begin(timeMs) ? this : accepted;
    }

    @Override
    public int rejected() {
        return others.rejected();
    }

    @Override
    public boolean accepts(int row) {
        return others.accepts(row) && rules.accepts(row);
    }
}
