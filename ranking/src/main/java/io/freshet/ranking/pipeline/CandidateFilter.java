package io.freshet.ranking.pipeline;

import io.freshet.embedding.RowFilter;

/** Says whether an item may be answered with; its word on an item does not depend on other items. */
interface CandidateFilter extends RowFilter {
    /**
     * Prepares for a query.
     *
     * @return false if it accepts everything this time, and need not be asked
     */
    boolean begin(Query query);

    /** Why it has just not accepted an item, as answers name it. */
    String reason(int row);
}
