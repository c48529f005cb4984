package io.freshet.embedding.simd;

/** The one order in which sixteen partial sums become a sum. */
final class Reduction {
    private Reduction() {}

    /** Folds the sixteen elements of {@code p} in halves, written out. */
    static float fold(float[] p) {
        float a = (p[0] + p[8]) + (p[4] + p[12]);
        float b = (p[1] + p[9]) + (p[5] + p[13]);
        float c = (p[2] + p[10]) + (p[6] + p[14]);
        float d = (p[3] + p[11]) + (p[7] + p[15]);
        return (a + c) + (b + d);
    }

    /** y[i] ← s·y[i]; rare, and so the same plain loop for all. */
    static void scale(float s, float[] y, int offset, int length) {
        for (int i = 0; i < length; i++) {
            y[offset + i] *= s;
        }
    }
}
