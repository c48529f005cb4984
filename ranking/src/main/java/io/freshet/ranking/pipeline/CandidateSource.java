package io.freshet.ranking.pipeline;

/**
 * Offers items that may suit a query. It may offer none, and never one that has no row; what it offers, and in which order, is
 * a function of query and state, so the same in every run, whatever else was ranked before. The order decides who gets the
 * last places, and sums over candidates round by it.
 */
interface CandidateSource {
    /** As answers name it. */
    String name();

    void offer(Query query, Candidates candidates);
}
