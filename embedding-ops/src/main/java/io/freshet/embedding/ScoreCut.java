package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;
import io.freshet.embedding.simd.ScanKernels;
import io.freshet.embedding.simd.StableMath;
import java.util.Arrays;

/**
 * The places of the greatest of many scores, without ordering them: a value that enough of them are above is found by
 * counting, which is a matter of a few registers, and then they are collected in one pass.
 *
 * <p>How many more than were wanted it finds depends on the searches before, so nothing may depend on that: whoever chooses
 * the best of them has to order them. Reusable; one thread. Cost: three or four passes over the scores in registers.
 */
public final class ScoreCut {
    private static final int PASSES = 32;

    /** Deviations from the mean within which a search begins. */
    private static final float FARTHEST = 8f;

    /** Scores that tell where to look first. */
    private static final int SAMPLE = 128;

    /** What is left of an interval at either end, so that it shrinks. */
    private static final float MARGIN = 0.1f;

    /** One in so many more than were wanted is close enough. */
    private static final int SLACK = 8;

    private final ScanKernels kernels;
    private int[] places = new int[64];
    private float mean;
    private float deviation;

    /** Where the last value was, in deviations from the mean. */
    private float lastEnd = 1f;

    public ScoreCut(ScanKernels kernels) {
        this.kernels = kernels;
    }

    /** Makes room for scores to be cut: an array with at least that many, in whole registers. */
    public static float[] reserve(float[] scores, int size) {
        int padded = padded(size);
        return scores.length >= padded ? scores : Arrays.copyOf(scores, Math.max(padded, 2 * scores.length));
    }

    /**
     * A value that at least {@code wanted} scores are above, and seldom many more; −∞ if there is none, or if it is not
     * found in time. What is behind the scores, up to a whole register, is overwritten.
     *
     * @param scores made by {@link #reserve}
     */
    public float below(float[] scores, int size, int wanted) {
        if (wanted >= size) {
            return Float.NEGATIVE_INFINITY;
        }
        int padded = padded(size);
        Arrays.fill(scores, size, padded, Float.NEGATIVE_INFINITY);
        sample(scores, size);
        return search(scores, padded, wanted);
    }

    /** Mean and mean deviation of some finite scores at even distances. */
    private void sample(float[] scores, int size) {
        int step = 1 + size / SAMPLE;
        int count = 0;
        float sum = 0f;
        for (int i = 0; i < size; i += step) {
            if (scores[i] > Float.NEGATIVE_INFINITY) {
                sum += scores[i];
                count++;
            }
        }
        mean = count == 0 ? 0f : sum / count;
        float deviations = 0f;
        for (int i = 0; i < size; i += step) {
            if (scores[i] > Float.NEGATIVE_INFINITY) {
                deviations += Math.abs(scores[i] - mean);
            }
        }
        float least = Math.abs(mean) / 1024 + Float.MIN_NORMAL;
        deviation = Math.max(least, count == 0 ? 0f : deviations / count);
    }

    /**
     * Regula falsi on the logarithm of how many scores are above a value, which in the tail of most distributions is nearly
     * a line. It begins where the last search ended, in deviations from the mean: that decides how soon this one ends, and
     * which of the values that will do it finds.
     */
    private float search(float[] scores, int padded, int wanted) {
        int most = wanted + 1 + wanted / SLACK;
        float aim = StableMath.log(0.5f * (wanted + most));
        float low = Float.NEGATIVE_INFINITY;
        float high = Float.POSITIVE_INFINITY;
        float logLow = 0f;
        float logHigh = 0f;
        float stride = 0.25f * deviation;
        float at = mean + lastEnd * deviation;
        for (int pass = 0; pass < PASSES && at > low && at < high; pass++) {
            int above = kernels.countAbove(scores, padded, at);
            if (above < wanted) {
                high = at;
                logHigh = StableMath.log(above + 0.5f);
            } else {
                low = at;
                logLow = StableMath.log(above);
                if (above <= most) {
                    break;
                }
            }
            if (low == Float.NEGATIVE_INFINITY || high == Float.POSITIVE_INFINITY) {
                at += low == Float.NEGATIVE_INFINITY ? -stride : stride;
                stride *= 2;
            } else {
                float part = (logLow - aim) / (logLow - logHigh);
                at = low + (high - low) * Math.min(Math.max(part, MARGIN), 1 - MARGIN);
            }
        }
        if (low > Float.NEGATIVE_INFINITY) {
            lastEnd = Math.max(-FARTHEST, Math.min(FARTHEST, (low - mean) / deviation));
        }
        return low;
    }

    /** Collects the places of the scores above {@code low}, but not above {@code high}, in order; how many there are. */
    public int collect(float[] scores, int size, float low, float high) {
        if (places.length < size) {
            places = new int[scores.length];
        }
        int found = low == Float.NEGATIVE_INFINITY ? finite(scores, size) : above(scores, size, low);
        return high == Float.POSITIVE_INFINITY ? found : upTo(scores, high, found);
    }

    /**
     * Goes from group to group that holds a greater score; few do. In these every place is written, and kept by the sign of a
     * difference: a branch would be guessed wrong too often.
     */
    private int above(float[] scores, int size, float low) {
        int[] to = places;
        int padded = padded(size);
        int found = 0;
        int group = kernels.nextAbove(scores, 0, padded, low);
        while (group < padded) {
            int end = Math.min(group + QuadLayout.GROUP, size);
            for (int place = group; place < end; place++) {
                to[found] = place;
                found += Float.floatToRawIntBits(low - scores[place]) >>> 31;
            }
            group = kernels.nextAbove(scores, group + QuadLayout.GROUP, padded, low);
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
