package io.freshet.ranking.baseline;

import static io.freshet.embedding.Limits.inRange;

/**
 * Settings of incremental BPR.
 *
 * @param dimension length of every vector
 * @param rate of learning
 * @param regularization pull towards zero
 * @param negatives sampled per event
 */
public record BprConfig(int dimension, float rate, float regularization, int negatives) {
    public static final BprConfig DEFAULTS = new BprConfig(32, 0.03f, 0.01f, 40);

    public BprConfig {
        inRange("dimension", dimension, 1, 4096);
        inRange("rate", rate, 0, 10);
        inRange("regularization", regularization, 0, 1);
        inRange("negatives", negatives, 1, 10_000);
    }
}
