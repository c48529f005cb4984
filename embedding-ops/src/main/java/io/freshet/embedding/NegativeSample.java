package io.freshet.embedding;

import io.freshet.embedding.simd.RowKernels;
import io.freshet.embedding.simd.StableMath;

/**
 * The negatives of a step with their log Q. They are drawn anew for every N-th step, and serve the steps in between as
 * they are. One thread; no allocation per step.
 */
final class NegativeSample {
    private final NegativeSampler sampler;
    private final ItemIndex index;
    private final RowKernels kernels;
    private final SplitMix64 random = new SplitMix64(0);
    private final int steps;
    private final int[] drawn;
    private final float[] logQ;
    private int stepsLeft;
    private long removals;

    NegativeSample(LearnerConfig config, NegativeSampler sampler, ItemModel model) {
        this.sampler = sampler;
        this.index = model.index();
        this.kernels = model.kernels().rows();
        this.steps = config.sharedNegatives();
        this.drawn = new int[config.negatives()];
        this.logQ = new float[config.negatives()];
    }

    /**
     * Writes the positive and then those negatives that are another item to {@code rows}, with their log Q.
     *
     * @param seed of the negatives, if this step draws them
     * @return how many rows there are
     */
    int fill(int positive, long seed, int[] rows, float[] logQOfRows) {
        // a removed row may be another item's by now
        if (stepsLeft == 0 || removals != sampler.removals()) {
            draw(seed);
        }
        stepsLeft--;
        rows[0] = positive;
        logQOfRows[0] = StableMath.log(sampler.probability(positive, index.touched()));
        int filled = 1;
        for (int n = 0; n < drawn.length; n++) {
            if (drawn[n] != positive) {
                rows[filled] = drawn[n];
                logQOfRows[filled++] = logQ[n];
            }
        }
        return filled;
    }

    private void draw(long seed) {
        random.reset(seed);
        for (int n = 0; n < drawn.length; n++) {
            drawn[n] = sampler.draw(random, index);
            logQ[n] = sampler.probability(drawn[n], index.touched());
        }
        kernels.log(logQ, logQ.length);
        stepsLeft = steps;
        removals = sampler.removals();
    }
}
