package io.freshet.ranking.eval;

/**
 * What a ranker's candidate sources were worth.
 *
 * @param tests of known users
 * @param found tests whose item was among the candidates
 * @param failures of sources
 * @param droppedSteps of the ranker, in part or as a whole
 */
public record CandidateStatistics(long tests, long found, long failures, long droppedSteps) {
    /** Candidate recall: the share of known users' tests whose item was among the candidates. */
    public double recall() {
        return (double) found / tests;
    }
}
