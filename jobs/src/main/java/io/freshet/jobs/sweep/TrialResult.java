package io.freshet.jobs.sweep;

import io.freshet.ranking.eval.Accuracy;

/**
 * What came out of a trial.
 *
 * @param search on the part that the best is chosen on
 * @param rest on what follows it
 * @param seconds that it took, others beside it included
 * @param digest of the ranks
 */
public record TrialResult(Trial trial, Accuracy search, Accuracy rest, double seconds, String digest) {}
