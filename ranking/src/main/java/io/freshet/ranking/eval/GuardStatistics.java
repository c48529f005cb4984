package io.freshet.ranking.eval;

import io.freshet.embedding.DroppedSteps;

/**
 * What a model's guards kept out, and how long its vectors are.
 *
 * @param nonFinite steps dropped for a value that was not finite
 * @param exploding steps dropped for a query or gradient that was too long
 * @param rows rows left out of a step because their accumulator would overflow
 * @param longestUser length of the longest user's vector
 * @param longestTarget length of the longest target vector
 * @param longestSource length of the longest source vector
 */
public record GuardStatistics(
        long nonFinite, long exploding, long rows, float longestUser, float longestTarget, float longestSource) {
    static final GuardStatistics NONE = new GuardStatistics(0, 0, 0, 0, 0, 0);

    static GuardStatistics of(DroppedSteps dropped, float longestUser, float longestTarget, float longestSource) {
        return new GuardStatistics(
                dropped.nonFinite(), dropped.exploding(), dropped.rows(), longestUser, longestTarget, longestSource);
    }

    /** Of both models together. */
    GuardStatistics and(GuardStatistics other) {
        return new GuardStatistics(
                nonFinite + other.nonFinite,
                exploding + other.exploding,
                rows + other.rows,
                Math.max(longestUser, other.longestUser),
                Math.max(longestTarget, other.longestTarget),
                Math.max(longestSource, other.longestSource));
    }
}
