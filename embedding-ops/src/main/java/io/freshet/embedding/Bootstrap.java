package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;
import io.freshet.embedding.simd.ScanKernels;
import java.util.Arrays;

/**
 * Finds a safe first threshold for a top-k from the scores of a table's first rows, so that a scan need not sort its
 * way down to it: if k of the maxima of strides of 16 scores are above a value, so are at least k rows. The value is
 * found by bisection, since counting is a matter of a few registers.
 *
 * <p>The maximum of a row that the filter rejects does not count: it is asked once for each of the greatest maxima.
 * Reusable; one thread. Cost: one pass over the scores.
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
    private final ScoreCut cut;

    Bootstrap(ScanKernels kernels) {
        this.kernels = kernels;
        this.cut = new ScoreCut(kernels);
    }

    /** Where the scores of the first rows go, {@code float[8192]}. */
    float[] scores() {
        return scores;
    }

    /** Offers the rows whose scores were written, {@code groups} of 16, to {@code best}. */
    void offer(int groups, TopK best, RowFilter asked) {
        int filled = groups * QuadLayout.GROUP;
        RowFilter filter = asked.strikeOut(scores, filled) ? RowFilter.ALL : asked;
        if (OF_A_STRIDE * best.limit() > filled / 2 && best.limit() < filled) {
            offerAboveCut(filled, best, filter);
            return;
        }
        raise(groups, best, filter);
        int at = kernels.nextAbove(scores, 0, filled, best.threshold());
        while (at < filled) {
            if (filter == RowFilter.ALL) {
                best.addGroup(scores, at, at);
            } else {
                offerGroup(at, best, filter);
            }
            at = kernels.nextAbove(scores, at + QuadLayout.GROUP, filled, best.threshold());
        }
    }

    private void offerGroup(int group, TopK best, RowFilter filter) {
        for (int row = group; row < group + QuadLayout.GROUP; row++) {
            if (best.wouldEnter(scores[row]) && filter.accepts(row)) {
                best.add(scores[row], row);
            }
        }
    }

    /** Where so many are wanted that there is no room for maxima: cuts the scores themselves. */
    private void offerAboveCut(int filled, TopK best, RowFilter filter) {
        float checked = Float.POSITIVE_INFINITY;
        int wanted = best.limit() + Math.min(filter.rejected(), best.limit());
        int offered = 0;
        int accepted = 0;
        while (true) {
            float low = cut.below(scores, filled, wanted);
            int found = cut.collect(scores, filled, low, checked);
            for (int i = 0; i < found; i++) {
                int row = cut.place(i);
                if (filter.accepts(row)) {
                    best.add(scores[row], row);
                    accepted++;
                }
            }
            offered += found;
            if (accepted >= best.limit()) {
                best.expectAbove(low);
                return;
            }
            if (low == Float.NEGATIVE_INFINITY) {
                return;
            }
            checked = low;
            int missing = best.limit() - accepted;
            wanted = offered + missing + missing / 2;
        }
    }

    /** Raises the threshold of {@code best} as far as the scores that were written allow, and offers no row. */
    void raise(int groups, TopK best, RowFilter filter) {
        int stride = QuadLayout.groups(groups) * QuadLayout.GROUP;
        if (best.limit() < stride) {
            Arrays.fill(scores, groups * QuadLayout.GROUP, stride * OF_A_STRIDE, Float.NEGATIVE_INFINITY);
            kernels.maxima(scores, stride, maxima);
            raiseByMaxima(stride, best, filter);
        }
    }

    /**
     * Raises the threshold to a value that k maxima of accepted rows are above, if there is one. Where rows were rejected
     * the next value is sought a little lower than need be, since more will be.
     */
    private void raiseByMaxima(int stride, TopK best, RowFilter filter) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < stride; j++) {
            low = Math.min(low, maxima[j] == Float.NEGATIVE_INFINITY ? low : maxima[j]);
            high = Math.max(high, maxima[j]);
        }
        float checked = Float.POSITIVE_INFINITY;
        int wanted = best.limit();
        while (kernels.countAbove(maxima, stride, low) >= wanted) {
            float value = bisect(low, Math.min(high, checked), wanted, stride);
            strikeOut(stride, value, checked, filter);
            int missing = best.limit() - kernels.countAbove(maxima, stride, value);
            if (missing <= 0) {
                best.expectAbove(value);
                return;
            }
            checked = value;
            wanted = best.limit() + missing / 2;
        }
    }

    /** A value that at least {@code wanted} maxima, and not many more, are above; so many are above {@code low}. */
    private float bisect(float low, float high, int wanted, int stride) {
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

    /** Takes out the maxima above {@code value}, up to {@code checked}, of rejected rows. */
    private void strikeOut(int stride, float value, float checked, RowFilter filter) {
        if (filter == RowFilter.ALL) {
            return;
        }
        for (int j = 0; j < stride; j++) {
            if (maxima[j] > value && maxima[j] <= checked && !filter.accepts(rowOfMaximum(j, stride))) {
                maxima[j] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    private int rowOfMaximum(int j, int stride) {
        int row = j;
        while (scores[row] != maxima[j]) {
            row += stride;
        }
        return row;
    }
}
