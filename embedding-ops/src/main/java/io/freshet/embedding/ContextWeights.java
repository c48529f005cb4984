package io.freshet.embedding;

import java.util.Arrays;

/**
 * w[k][gap]: how much the k-th last item counts, by how long ago it was. Starts at 0.8^k; learned. {@code float[K·8]},
 * k-major, with one Adagrad sum each.
 */
public final class ContextWeights {
    public static final int GAPS = 8;

    private static final float START = 0.8f;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final float[] weights;
    private final float[] squares;

    public ContextWeights(int contextLength) {
        weights = new float[contextLength * GAPS];
        squares = new float[contextLength * GAPS];
        float w = 1f;
        for (int k = 0; k < contextLength; k++, w *= START) {
            Arrays.fill(weights, k * GAPS, (k + 1) * GAPS, w);
        }
    }

    /** The place of the k-th last item's weight when it was consumed {@code gapMs} ago. */
    public static int index(int k, long gapMs) {
        return k * GAPS + gap(gapMs);
    }

    /** The gap of a weight's place. */
    static int gapAt(int index) {
        return index % GAPS;
    }

    int contextLength() {
        return weights.length / GAPS;
    }

    /** The weights themselves. */
    public float[] weights() {
        return weights;
    }

    /** The sums of squared gradients themselves. */
    public float[] squares() {
        return squares;
    }

    private static int gap(long ms) {
        if (ms < 15 * MINUTE) {
            return ms < 30 * SECOND ? 0 : ms < 2 * MINUTE ? 1 : 2;
        }
        if (ms < 7 * DAY) {
            return ms < 2 * HOUR ? 3 : ms < DAY ? 4 : 5;
        }
        return ms < 30 * DAY ? 6 : 7;
    }
}
