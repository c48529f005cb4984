package io.freshet.embedding.simd;

/** The scale between values and their int8 codes. */
final class Codes {
    private static final float GREATEST = 127f;

    /** A row whose values are all smaller has codes of zero: the inverse of its scale would not be finite. */
    private static final float LEAST = 0x1p-100f;

    private Codes() {}

    static float scale(float max) {
        return max < LEAST ? 0f : max / GREATEST;
    }

    static float inverseScale(float max) {
        return max < LEAST ? 0f : GREATEST / max;
    }
}
