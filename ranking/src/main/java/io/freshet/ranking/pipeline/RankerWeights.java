package io.freshet.ranking.pipeline;

/**
 * What the ranker has learned: a weight of each feature for everybody, and one more for each bucket, which is added where
 * the bucket applies; each with its Adagrad sum. All are sums of steps, so what several learners add can be merged.
 * {@code float[sets · features]}, set-major.
 */
final class RankerWeights {
    private final int features;
    private final float[] weights;
    private final float[] squares;

    /**
     * @param start of everybody's weights, {@code float[features]}; those of buckets start at 0
     * @param sets 1 and the number of buckets
     */
    RankerWeights(float[] start, int sets) {
        features = start.length;
        weights = new float[sets * features];
        squares = new float[sets * features];
        System.arraycopy(start, 0, weights, 0, features);
    }

    float weight(int set, int feature) {
        return weights[set * features + feature];
    }

    /** Moves a weight along its slope: w += rate · slope/√(1 + Σ slope²). */
    void step(int set, int feature, float slope, float rate) {
        int place = set * features + feature;
        squares[place] += slope * slope;
        weights[place] += rate * slope / (float) Math.sqrt(1f + squares[place]);
    }
}
