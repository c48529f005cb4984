package io.freshet.features;

/**
 * What a ranker has learned: a weight of each feature for everybody, and one more for each bucket, which is added where
 * the bucket applies; each with its Adagrad sum. All are sums of steps, so what several learners add can be merged. One thread.
 */
public final class RankerWeights {
    private final int features;
    private final float[] weights;
    private final float[] squares;

    /**
     * @param start of everybody's weights, {@code float[features]}; those of buckets start at 0
     * @param sets 1 and the number of buckets
     */
    public RankerWeights(float[] start, int sets) {
        features = start.length;
        weights = new float[sets * features];
        squares = new float[sets * features];
        System.arraycopy(start, 0, weights, 0, features);
    }

    public float weight(int set, int feature) {
        return weights[set * features + feature];
    }

    /** Moves a weight along its slope: w += rate · slope/√(1 + Σ slope²); not at all if that sum would not be finite. */
    public void step(int set, int feature, float slope, float rate) {
        int place = set * features + feature;
        float sum = squares[place] + slope * slope;
        if (Float.isFinite(sum)) {
            squares[place] = sum;
            weights[place] += rate * slope / (float) Math.sqrt(1f + sum);
        }
    }

    /** Whether any step was made. */
    boolean isLearned() {
        for (float square : squares) {
            if (square > 0) {
                return true;
            }
        }
        return false;
    }

    /** The weights themselves, {@code float[sets · features]}, set-major. */
    float[] weights() {
        return weights;
    }

    /** The sums of squared slopes themselves. */
    float[] squares() {
        return squares;
    }
}
