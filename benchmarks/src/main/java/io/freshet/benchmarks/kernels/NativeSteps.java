package io.freshet.benchmarks.kernels;

import io.freshet.benchmarks.peers.NativePeers;
import io.freshet.embedding.LearnerConfig;

/** The learner in C. */
final class NativeSteps implements Steps {
    private final long learner;
    private final boolean fastMath;
    private int learned;

    NativeSteps(LearnerConfig config, LearningEvents events, int users, int items, boolean fastMath) {
        this.fastMath = fastMath;
        this.learner = NativePeers.learnerCreate(
                items,
                users,
                config.negatives(),
                config.contextLength(),
                config.ringSize(),
                config.rate(),
                config.weightRate(),
                config.decay(),
                config.ringShare());
        NativePeers.learnerEvents(
                learner, events.users(), events.positives(), events.recentItems(), events.weightIndexes());
    }

    @Override
    public double next(int count) {
        NativePeers.learnerSteps(learner, learned, count, 0, fastMath);
        learned += count;
        return NativePeers.learnerBias(learner, 0);
    }

    @Override
    public void close() {
        NativePeers.learnerFree(learner);
    }
}
