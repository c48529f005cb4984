package io.freshet.embedding;

/** Told before a shared row changes, so that what changed can be sent to others; called by the learner's thread. */
public interface ChangeListener {
    /** For a model that nobody else shares. */
    ChangeListener NONE = new ChangeListener() {
        @Override
        public void beforeTarget(int row, boolean positive) {}

        @Override
        public void beforeSource(int row) {}

        @Override
        public void beforeWeights() {}

        @Override
        public void beforeSituation(int row) {}
    };

    /** The target vector, bias and accumulators of {@code row} are about to change. */
    void beforeTarget(int row, boolean positive);

    /** The source vector of {@code row} and its accumulator are about to change. */
    void beforeSource(int row);

    /** The context weights are about to change. */
    void beforeWeights();

    /** The vector of {@code row} of the {@link Situations} and its accumulator are about to change. */
    void beforeSituation(int row);
}
