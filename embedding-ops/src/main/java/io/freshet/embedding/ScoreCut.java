package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;
import io.freshet.embedding.simd.ScanKernels;
import java.util.Arrays;

/**
 * The places of the greatest of many scores, without ordering them: a value that enough of them are above is found by
 * bisection, since counting is a matter of a few registers, and then they are collected in one pass.
 *
 * <p>Reusable; one thread. Cost: some ten passes over the scores in registers, and one without.
 */
public final class ScoreCut {
    private static final int BISECTIONS = 14;

    /** One in so many more than were wanted is close enough. */
    private static final int SLACK = 8;

    private final ScanKernels kernels;
    private int[] places = new int[64];

    public ScoreCut(ScanKernels kernels) {
        this.kernels = kernels;
    }

    /** Makes room for scores to be cut: an array with at least that many, in whole registers. */
    public static float[] reserve(float[] scores, int size) {
        int padded = padded(size);
        return scores.length >= padded ? scores : Arrays.copyOf(scores, Math.max(padded, 2 * scores.length));
    }

    /**
     * A value that at least {@code wanted} scores are above, and seldom many more; −∞ if there are not so many. What is
     * behind the scores, up to a whole register, is overwritten.
     *
     * @param scores made by {@link #reserve}
     */
    public float below(float[] scores, int size, int wanted) {
        int padded = padded(size);
        Arrays.fill(scores, size, padded, Float.NEGATIVE_INFINITY);
        if (kernels.countAbove(scores, padded, Float.NEGATIVE_INFINITY) < wanted) {
            return Float.NEGATIVE_INFINITY;
        }
        float high = greatest(scores, padded);
        float step = Math.abs(high) / SLACK + Float.MIN_NORMAL;
        float low = high - step;
        while (kernels.countAbove(scores, padded, low) < wanted) {
            high = low;
            step *= 2;
            low -= step;
        }
        return bisect(scores, padded, low, high, wanted);
    }

    /** Plain comparisons, which are guessed right, since {@link Math#max} takes three times as long. */
    private static float greatest(float[] scores, int padded) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < padded; i++) {
            if (scores[i] > max) {
                max = scores[i];
            }
        }
        return max;
    }

    /** At least {@code wanted} are above {@code low}, and fewer above {@code high}. */
    private float bisect(float[] scores, int padded, float low, float high, int wanted) {
        float best = low;
        float upper = high;
        for (int i = 0; i < BISECTIONS; i++) {
            float middle = 0.5f * best + 0.5f * upper;
            int above = kernels.countAbove(scores, padded, middle);
            if (above < wanted) {
                upper = middle;
            } else {
                best = middle;
                if (above <= wanted + wanted / SLACK) {
                    break;
                }
            }
        }
        return best;
    }

    /** Collects the places of the scores above {@code low}, but not above {@code high}, in order; how many there are. */
    public int collect(float[] scores, int size, float low, float high) {
        if (places.length < size) {
            places = new int[scores.length];
        }
        int found = low == Float.NEGATIVE_INFINITY ? finite(scores, size) : above(scores, size, low);
        return high == Float.POSITIVE_INFINITY ? found : upTo(scores, high, found);
    }

    /** Every place is written, and kept by the sign of a difference: a branch would be guessed wrong too often. */
    private int above(float[] scores, int size, float low) {
        int[] to = places;
        int found = 0;
        for (int place = 0; place < size; place++) {
            to[found] = place;
            found += Float.floatToRawIntBits(low - scores[place]) >>> 31;
        }
        return found;
    }

    private int finite(float[] scores, int size) {
        int found = 0;
        for (int place = 0; place < size; place++) {
            if (scores[place] > Float.NEGATIVE_INFINITY) {
                places[found++] = place;
            }
        }
        return found;
    }

    private int upTo(float[] scores, float high, int found) {
        int kept = 0;
        for (int i = 0; i < found; i++) {
            int place = places[i];
            places[kept] = place;
            kept += scores[place] <= high ? 1 : 0;
        }
        return kept;
    }

    /** A place that was collected last. */
    public int place(int i) {
        return places[i];
    }

    private static int padded(int size) {
        return QuadLayout.groups(size) * QuadLayout.GROUP;
    }
}
