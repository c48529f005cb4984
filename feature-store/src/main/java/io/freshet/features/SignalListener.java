package io.freshet.features;

/** Told what a learner adds to the signals and weights of a ranker, so that it can be sent to others. */
interface SignalListener {
    /** For signals that nobody else shares. */
    SignalListener NONE = new SignalListener() {
        @Override
        public void beforeCount(int row, double slow, double fast) {}

        @Override
        public void paired(int from, int to, float amount) {}

        @Override
        public void beforeWeights() {}

        @Override
        public void beforePositions() {}
    };

    /**
     * An event of {@code row} is about to be counted.
     *
     * @param slow what the slowly fading count will be merged with, a logarithm
     * @param fast the same for the quickly fading one
     */
    void beforeCount(int row, double slow, double fast);

    /** {@code amount} is added to how strongly {@code to} goes with {@code from}. */
    void paired(int from, int to, float amount);

    /** The ranker's weights are about to change. */
    void beforeWeights();

    /** The weights of positions are about to change. */
    void beforePositions();
}
