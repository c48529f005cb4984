package io.freshet.embedding.simd;

/**
 * How far a row moves: with one accumulator of mean squared gradients per row, the rate is {@code rate·G} with
 * G = 1/√(accumulator + 1e-6) (Duchi et al., JMLR 2011, per row).
 *
 * @param rate η
 * @param floor least value of G, so that the rows of a long stream go on learning; 0 for none
 * @param maxNorm a row that a step makes longer is cut to this length; infinite for no limit
 */
public record Adagrad(float rate, float floor, float maxNorm) {
    static final float EPSILON = 1e-6f;

    /** η·G. */
    public float rate(float accumulator) {
        return rate * Math.max(floor, 1f / (float) Math.sqrt(accumulator + EPSILON));
    }
}
