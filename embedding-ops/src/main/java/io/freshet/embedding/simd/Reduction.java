package io.freshet.embedding.simd;

/** The one order in which sixteen partial sums become a sum. */
final class Reduction {
    private Reduction() {}

    /** Folds the sixteen elements of {@code p} from {@code i} on in halves, written out. */
    static float fold(float[] p, int i) {
        float a = (p[i] + p[i + 8]) + (p[i + 4] + p[i + 12]);
        float b = (p[i + 1] + p[i + 9]) + (p[i + 5] + p[i + 13]);
        float c = (p[i + 2] + p[i + 10]) + (p[i + 6] + p[i + 14]);
        float d = (p[i + 3] + p[i + 11]) + (p[i + 7] + p[i + 15]);
        return (a + c) + (b + d);
    }

    /** Cuts y, of norm √square, to {@code norm}; rare, and so the same plain loop for all. */
    static void cut(float[] y, int offset, int length, float square, float norm) {
        float s = norm / (float) Math.sqrt(square);
        for (int i = 0; i < length; i++) {
            y[offset + i] *= s;
        }
    }
}
