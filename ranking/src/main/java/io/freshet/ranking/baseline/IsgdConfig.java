package io.freshet.ranking.baseline;

import static io.freshet.embedding.Limits.inRange;

/**
 * Settings of the incremental matrix factorization of Vinagre et al. (2014).
 *
 * @param dimension length of every vector
 * @param rate of learning
 * @param regularization pull towards zero
 */
public record IsgdConfig(int dimension, float rate, float regularization) {
    public static final IsgdConfig DEFAULTS = new IsgdConfig(10, 0.05f, 0.01f);

    public IsgdConfig {
        inRange("dimension", dimension, 1, 4096);
        inRange("rate", rate, 0, 10);
        inRange("regularization", regularization, 0, 1);
    }
}
