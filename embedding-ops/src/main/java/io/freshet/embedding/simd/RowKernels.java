package io.freshet.embedding.simd;

/**
 * Loops over rows: dot products, steps, and functions of many values.
 *
 * <p>A sum over {@code n} elements is sixteen partial sums (element {@code i} goes to sum {@code i mod 16}) folded in
 * halves: 8 + 8, 4 + 4, 2 + 2, 1 + 1. Arrays belong to the caller and are not checked beyond the bounds checks of the
 * JVM.
 */
public interface RowKernels {
    /** Partial sums of a reduction. */
    int LANES = 16;

    /** Σ a[i]·b[i]. */
    float dot(float[] a, int aOffset, float[] b, int bOffset, int length);

    /**
     * Two dot products with each of many rows, which are read once: aDots[j] ← Σ a[i]·row_j[i] and bDots[j] ← Σ
     * b[i]·row_j[i] for j from {@code from} to {@code to - 1}; row j is in {@code chunk} from {@code offsets[j]} on.
     */
    void dots(
            float[] a,
            float[] b,
            float[] chunk,
            int[] offsets,
            int from,
            int to,
            int length,
            float[] aDots,
            float[] bDots);

    /** y[i] ← s·x[i] + y[i]. */
    void addScaled(float s, float[] x, int xOffset, float[] y, int yOffset, int length);

    /**
     * y[i] ← Σ s[j]·row_j[i] + y[i], one row after the other for j from {@code from} to {@code to - 1}; row j is in
     * {@code chunk} from {@code offsets[j]} on.
     */
    void addScaled(float[] s, float[] chunk, int[] offsets, int from, int to, float[] y, int yOffset, int length);

    /**
     * What a step of y needs to know: Σ x[i]·y[i] to {@code result[at]}, and Σ (x[i] + t·y[i])² to
     * {@code result[at + 1]}.
     */
    void dotAndSquare(float[] x, int xOffset, float t, float[] y, int yOffset, int length, float[] result, int at);

    /**
     * y[i] ← s·x[i] + t·y[i], where t·y[i] is rounded first; then y is cut to {@code maxNorm} if it is longer.
     *
     * @param maxNorm infinite for no limit
     */
    void blend(float s, float[] x, int xOffset, float t, float[] y, int yOffset, int length, float maxNorm);

    /** x[i] ← {@link Adagrad#rate(float)} of x[i]. */
    void rates(Adagrad adagrad, float[] x, int length);

    /** x[i] ← e^x[i], as {@link StableMath#exp}. */
    void exp(float[] x, int length);

    /** x[i] ← the natural logarithm of x[i], as {@link StableMath#log}. */
    void log(float[] x, int length);

    /** Copies a row of {@code length} values to its place in a table of {@link QuadLayout}. */
    void toQuads(float[] row, int offset, int length, float[] chunk, int at);

    /**
     * Writes a row as codes round(row[i]/scale), with the scale that makes the greatest of them 127, to its place in a
     * table of {@link QuadLayout}.
     *
     * @return the scale; 0 for a row of zeros
     */
    float toQuads(float[] row, int offset, int length, byte[] chunk, int at);
}
