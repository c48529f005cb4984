package io.freshet.embedding;

import static io.freshet.embedding.Limits.inRange;

import java.io.Serializable;

/**
 * Settings of the model and its learner; the defaults hold for every stream.
 *
 * @param dimension length of every vector
 * @param contextLength recent items in a query, K
 * @param negatives sampled per event
 * @param sharedNegatives events that one sample of negatives serves
 * @param ringShare of the negatives that are drawn from recent positives rather than uniformly, α; below 1, so that
 *     every item has a chance
 * @param ringSize recent positives that are kept
 * @param rate of the vectors, η
 * @param rateFloor least value of Adagrad's factor G on the rate; 0 for none
 * @param decay pull towards zero, λ
 * @param maxNorm a vector that gets longer is cut to this length
 * @param weightRate of the context weights
 * @param deviation of the start values
 * @param situations whether the query has vectors of the {@linkplain Situations situation}
 * @param seed of the start values
 */
public record LearnerConfig(
        int dimension,
        int contextLength,
        int negatives,
        int sharedNegatives,
        float ringShare,
        int ringSize,
        float rate,
        float rateFloor,
        float decay,
        float maxNorm,
        float weightRate,
        float deviation,
        boolean situations,
        long seed)
        implements Serializable {

    public static final LearnerConfig DEFAULTS = builder().build();

    public LearnerConfig {
        inRange("dimension", dimension, 1, 4096);
        inRange("contextLength", contextLength, 1, 1000);
        inRange("negatives", negatives, 1, 10_000);
        inRange("sharedNegatives", sharedNegatives, 1, 10_000);
        inRange("ringShare", ringShare, 0, 0.99);
        inRange("ringSize", ringSize, 1, 100_000_000);
        inRange("rate", rate, 0, 10);
        inRange("rateFloor", rateFloor, 0, 1);
        inRange("decay", decay, 0, 1);
        inRange("maxNorm", maxNorm, 0.01, 10_000);
        inRange("weightRate", weightRate, 0, 10);
        inRange("deviation", deviation, 0, 10);
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Takes what differs from the defaults; not thread safe. */
    public static final class Builder {
        private int dimension = 64;
        private int contextLength = 20;
        private int negatives = 64;
        private int sharedNegatives = 1;
        private float ringShare = 0.75f;
        private int ringSize = 10_000;
        private float rate = 0.1f;
        private float rateFloor = 0f;
        private float decay = 0.03f;
        private float maxNorm = 100f;
        private float weightRate = 0.05f;
        private float deviation = 0.05f;
        private boolean situations = true;
        private long seed = 42;

        private Builder() {}

        public Builder dimension(int value) {
            dimension = value;
            return this;
        }

        public Builder contextLength(int value) {
            contextLength = value;
            return this;
        }

        public Builder negatives(int value) {
            negatives = value;
            return this;
        }

        public Builder sharedNegatives(int value) {
            sharedNegatives = value;
            return this;
        }

        public Builder ringShare(float value) {
            ringShare = value;
            return this;
        }

        public Builder ringSize(int value) {
            ringSize = value;
            return this;
        }

        public Builder rate(float value) {
            rate = value;
            return this;
        }

        public Builder rateFloor(float value) {
            rateFloor = value;
            return this;
        }

        public Builder decay(float value) {
            decay = value;
            return this;
        }

        public Builder maxNorm(float value) {
            maxNorm = value;
            return this;
        }

        public Builder weightRate(float value) {
            weightRate = value;
            return this;
        }

        public Builder deviation(float value) {
            deviation = value;
            return this;
        }

        public Builder situations(boolean value) {
            situations = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public LearnerConfig build() {
            return new LearnerConfig(
                    dimension,
                    contextLength,
                    negatives,
                    sharedNegatives,
                    ringShare,
                    ringSize,
                    rate,
                    rateFloor,
                    decay,
                    maxNorm,
                    weightRate,
                    deviation,
                    situations,
                    seed);
        }
    }
}
