package io.freshet.ranking.pipeline;

/** Says whether an item may be answered with; its word on an item does not depend on other items. */
interface CandidateFilter {
    boolean keeps(Query query, int row);
}
