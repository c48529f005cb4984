package io.freshet.ranking.pipeline;

/**
 * Chooses and orders what is answered; it answers with candidates only, and with none twice, as a function of query and
 * state.
 */
interface Selector {
    /** Leaves the chosen rows in {@code chosen}, {@code limit} at most. */
    void select(Query query, CandidateTable table, float[] scores, int limit, Selection chosen);
}
