package io.freshet.embedding.simd;

/** The one order in which sixteen partial sums become a sum. */
final class Reduction {
    private Reduction() {}

    /** Folds the first sixteen elements of {@code p} in halves; {@code p} is overwritten. */
    static float fold(float[] p) {
        for (int half = VectorKernels.LANES / 2; half > 0; half >>= 1) {
            for (int i = 0; i < half; i++) {
                p[i] += p[i + half];
            }
        }
        return p[0];
    }
}
