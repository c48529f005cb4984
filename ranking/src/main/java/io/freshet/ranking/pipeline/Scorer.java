package io.freshet.ranking.pipeline;

/** Gives every candidate a score, the higher the better; it neither drops nor reorders any. */
interface Scorer {
    /**
     * @param scores receives one for each row of the table
     */
    void score(CandidateTable table, float[] scores);
}
