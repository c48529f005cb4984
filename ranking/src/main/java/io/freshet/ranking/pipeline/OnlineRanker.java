package io.freshet.ranking.pipeline;

import io.freshet.embedding.simd.RowKernels;
import io.freshet.features.RankerWeights;
import java.util.Arrays;

/**
 * A linear ranker that learns from every event: score_j = Σ_f (w_f + Σ_b w_b,f)·x_f,j over the buckets b that apply, and
 * for a positive i one Adagrad step up w·log softmax(score)_i over the candidates, w being the strength of its event.
 *
 * <p>A candidate list that lacks i teaches nothing: given that i is among the candidates, the softmax over them is exact, so
 * that no correction for how they were sampled is needed. One thread; no allocation. Cost: features · candidates
 * multiplications, twice that for a step.
 */
final class OnlineRanker implements Scorer {
    private final RowKernels kernels;
    private final RankerWeights weights;
    private final float rate;
    private final float[] scores;
    private final float[] ones;

    OnlineRanker(RowKernels kernels, RankerWeights weights, float rate, int candidates) {
        this.kernels = kernels;
        this.weights = weights;
        this.rate = rate;
        this.scores = new float[candidates];
        this.ones = new float[candidates];
        Arrays.fill(ones, 1f);
    }

    @Override
    public void score(CandidateTable table, float[] target) {
        int size = table.size();
        Arrays.fill(target, 0, size, 0f);
        for (int feature = 0; feature < table.features(); feature++) {
            kernels.addScaled(weight(table, feature), table.column(feature), 0, target, 0, size);
        }
    }

    /**
     * Learns that the candidate at {@code positive} was taken.
     *
     * @param strength w, greater than 0
     * @return false if the step was dropped because a slope is not finite
     */
    boolean learn(CandidateTable table, int positive, float strength) {
        score(table, scores);
        return stepUp(table, positive, strength);
    }

    /**
     * Learns that the candidate at {@code positive} of those that were shown was taken, and none of the others; where they stood
     * is learned too.
     *
     * @param strength w, greater than 0
     * @return false if the step was dropped because a slope is not finite
     */
    boolean learnShown(CandidateTable table, PositionBias positions, int positive, float strength) {
        score(table, scores);
        positions.addTo(scores, table.size());
        boolean finite = stepUp(table, positive, strength);
        if (finite) {
            positions.step(scores, table.size(), strength);
        }
        return finite;
    }

    /** A step along the slopes by the scores, which stay in their place. */
    private boolean stepUp(CandidateTable table, int positive, float strength) {
        int size = table.size();
        softmaxGradient(size, positive);
        boolean finite = true;
        for (int feature = 0; feature < table.features(); feature++) {
            float slope = strength * kernels.dot(scores, 0, table.column(feature), 0, size);
            if (Float.isFinite(slope * slope)) {
                step(table, feature, slope);
            } else {
                finite = false;
            }
        }
        return finite;
    }

    /** What a feature counts in the situation of the table's query. */
    float weight(CandidateTable table, int feature) {
        float weight = weights.weight(0, feature);
        for (int bucketing = 0; bucketing < table.bucketings(); bucketing++) {
            weight += weights.weight(table.set(bucketing), feature);
        }
        return weight;
    }

    private void step(CandidateTable table, int feature, float slope) {
        weights.step(0, feature, slope, rate);
        for (int bucketing = 0; bucketing < table.bucketings(); bucketing++) {
            weights.step(table.set(bucketing), feature, slope, rate);
        }
    }

    /** scores ← 1[positive] − softmax(scores). */
    private void softmaxGradient(int size, int positive) {
        float max = Float.NEGATIVE_INFINITY;
        for (int place = 0; place < size; place++) {
            max = Math.max(max, scores[place]);
        }
        for (int place = 0; place < size; place++) {
            scores[place] -= max;
        }
        kernels.exp(scores, size);
        float scale = -1f / kernels.dot(scores, 0, ones, 0, size);
        for (int place = 0; place < size; place++) {
            scores[place] *= scale;
        }
        scores[positive] += 1f;
    }
}
