package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;
import io.freshet.embedding.simd.ScanKernels;
import java.util.Arrays;

/**
 * Finds a safe first threshold for a top-k from the scores of a table's first rows, so that a scan need not sort its
 * way down to it: if k of the maxima of strides of 16 scores are above a value, so are at least k rows. The value is
 * found by bisection, since counting is a matter of a few registers.
 *
 * <p>Rows that the filter rejects do not count: it is asked for the rows of the greatest maxima. Reusable; one thread.
 * Cost: one pass over the scores.
 */
final class Bootstrap {
    /** Rows whose scores are looked at. */
    static final int ROWS = 8192;

    private static final int OF_A_STRIDE = 16;

    /** Halves the range of the maxima down to a thousandth. */
    private static final int BISECTIONS = 10;

    private final ScanKernels kernels;
    private final float[] scores = new float[ROWS];
    private final float[] maxima = new float[ROWS / OF_A_STRIDE];

    Bootstrap(ScanKernels kernels) {
        this.kernels = kernels;
    }

    /** Where the scores of the first rows go, {@code float[8192]}. */
    float[] scores() {
        return scores;
    }

    /** Offers the rows whose scores were written, {@code groups} of 16, to {@code best}. */
    void offer(int groups, TopK best, RowFilter filter) {
        int filled = groups * QuadLayout.GROUP;
        int stride = QuadLayout.groups(groups) * QuadLayout.GROUP;
        if (best.limit() < stride) {
            Arrays.fill(scores, filled, stride * OF_A_STRIDE, Float.NEGATIVE_INFINITY);
            kernels.maxima(scores, stride, maxima);
            raise(stride, best, filter);
        }
        int at = kernels.nextAbove(scores, 0, filled, best.threshold());
        while (at < filled) {
            for (int row = at; row < at + QuadLayout.GROUP; row++) {
                if (best.wouldEnter(scores[row]) && filter.accepts(row)) {
                    best.add(scores[row], row);
                }
            }
            at = kernels.nextAbove(scores, at + QuadLayout.GROUP, filled, best.threshold());
        }
    }

    /** Raises the threshold to a value that enough accepted rows are above, if there is one. */
    private void raise(int stride, TopK best, RowFilter filter) {
        int wanted = best.limit();
        while (wanted < stride) {
            float value = exceededBy(wanted, stride);
            if (value == Float.NEGATIVE_INFINITY) {
                return;
            }
            int missing = filter == RowFilter.ALL ? 0 : best.limit() - accepted(stride, value, best.limit(), filter);
            if (missing <= 0) {
                best.expectAbove(value);
                return;
            }
            wanted += missing;
        }
    }

    /** A value that at least {@code wanted} maxima, and not many more, are above; −∞ if there is none. */
    private float exceededBy(int wanted, int stride) {
        float high = Float.NEGATIVE_INFINITY;
        float low = Float.POSITIVE_INFINITY;
        for (int j = 0; j < stride; j++) {
            float max = maxima[j];
            high = Math.max(high, max);
            low = Math.min(low, max == Float.NEGATIVE_INFINITY ? low : max);
        }
        if (kernels.countAbove(maxima, stride, low) < wanted) {
            return Float.NEGATIVE_INFINITY;
        }
        for (int i = 0; i < BISECTIONS; i++) {
            float middle = 0.5f * low + 0.5f * high;
            if (kernels.countAbove(maxima, stride, middle) >= wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many maxima above {@code value} are of an accepted row; stops at {@code enough}. */
    private int accepted(int stride, float value, int enough, RowFilter filter) {
        int accepted = 0;
        for (int j = 0; j < stride && accepted < enough; j++) {
            if (maxima[j] > value && filter.accepts(rowOfMaximum(j, stride))) {
                accepted++;
            }
        }
        return accepted;
    }

    private int rowOfMaximum(int j, int stride) {
        int row = j;
        while (scores[row] != maxima[j]) {
            row += stride;
        }
        return row;
    }
}
