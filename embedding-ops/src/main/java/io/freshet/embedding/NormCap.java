package io.freshet.embedding;

/**
 * Cuts vectors that are longer than a limit to that length; the learner's kernels do the same to the rows that they step.
 *
 * @param maxNorm the limit; infinite for none
 */
public record NormCap(float maxNorm) {
    /** No limit. */
    static final NormCap NONE = new NormCap(Float.POSITIVE_INFINITY);

    /** Cuts {@code length} values from {@code offset} on, all of them finite; a vector within the limit keeps its bits. */
    public void apply(float[] values, int offset, int length) {
        double square = square(values, offset, length);
        if (square > (double) maxNorm * maxNorm) {
            double scale = maxNorm / Math.sqrt(square);
            for (int i = offset; i < offset + length; i++) {
                values[i] = (float) (scale * values[i]);
            }
        }
    }

    static double square(float[] values, int offset, int length) {
        double square = 0;
        for (int i = offset; i < offset + length; i++) {
            square += (double) values[i] * values[i];
        }
        return square;
    }
}
