package io.freshet.embedding.simd;

/**
 * The float loops under learning and scoring.
 *
 * <p>Every implementation returns the same bits: products are fused (one rounding), and a sum over {@code n} elements is
 * sixteen partial sums (element {@code i} goes to sum {@code i mod 16}) folded in halves: 8 + 8, 4 + 4, 2 + 2, 1 + 1.
 *
 * <p>An instance holds scratch space: one thread at a time. Arrays belong to the caller and are not checked beyond the
 * bounds checks of the JVM.
 */
public interface VectorKernels {
    /** Items in one block of a dimension-major table. */
    int BLOCK = 64;

    /** Partial sums of a reduction. */
    int LANES = 16;

    /** What runs, for logs and metrics: {@code scalar} or {@code vector-512} and so on. */
    String name();

    /** Σ a[i]·b[i]. */
    float dot(float[] a, int aOffset, float[] b, int bOffset, int length);

    /** Σ (s·x[i] + t·y[i])². */
    float sumOfSquares(float s, float[] x, int xOffset, float t, float[] y, int yOffset, int length);

    /** y[i] ← s·x[i] + y[i]. */
    void addScaled(float s, float[] x, int xOffset, float[] y, int yOffset, int length);

    /** y[i] ← s·x[i] + t·y[i], where t·y[i] is rounded first. */
    void blend(float s, float[] x, int xOffset, float t, float[] y, int yOffset, int length);

    /**
     * Scores one dimension-major block: {@code scores[j] = biases[j] + Σ_i query[i]·block[i·64 + j]} for 64 items.
     *
     * @return the greatest of the 64 scores
     */
    float scanBlock(
            float[] block,
            int blockOffset,
            float[] query,
            int dimension,
            float[] biases,
            int biasOffset,
            float[] scores);
}
