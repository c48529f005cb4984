package io.freshet.embedding;

import static io.freshet.embedding.Limits.inRange;

import java.io.Serializable;

/**
 * Settings of the model and its learner; the defaults hold for every stream.
 *
 * @param dimension length of every vector
 * @param contextLength recent items in a query, K
 * @param negatives sampled per event
 * @param ringShare of the negatives that are drawn from recent positives rather than uniformly, α; below 1, so that
 *     every item has a chance
 * @param ringSize recent positives that are kept
 * @param rate of the vectors, η
 * @param decay pull towards zero, λ
 * @param weightRate of the context weights
 * @param deviation of the start values
 * @param seed of the start values
 */
public record LearnerConfig(
        int dimension,
        int contextLength,
        int negatives,
        float ringShare,
        int ringSize,
        float rate,
        float decay,
        float weightRate,
        float deviation,
        long seed)
        implements Serializable {

    public static final LearnerConfig DEFAULTS =
            new LearnerConfig(64, 20, 64, 0.75f, 10_000, 0.1f, 0.03f, 0.05f, 0.05f, 42);

    public LearnerConfig {
        inRange("dimension", dimension, 1, 4096);
        inRange("contextLength", contextLength, 1, 1000);
        inRange("negatives", negatives, 1, 10_000);
        inRange("ringShare", ringShare, 0, 0.99);
        inRange("ringSize", ringSize, 1, 100_000_000);
        inRange("rate", rate, 0, 10);
        inRange("decay", decay, 0, 1);
        inRange("weightRate", weightRate, 0, 10);
        inRange("deviation", deviation, 0, 10);
    }
}
