package io.freshet.embedding;

import io.freshet.embedding.simd.ScanKernels;
import java.util.Arrays;

/**
 * Finds a safe first threshold for a top-k from the scores of a table's first rows, so that a scan need not sort its
 * way down to it: of the maxima of strides of 16 scores, the k-th greatest is reached by at least k rows.
 *
 * <p>Rows that the filter rejects do not count: the filter is asked for the rows of the greatest maxima only. Reusable;
 * one thread. Cost: one pass over the scores and a selection among a sixteenth of them.
 */
final class Bootstrap {
    /** Rows whose scores are looked at. */
    static final int ROWS = 8192;

    private static final int STRIDES = 16;

    private final ScanKernels kernels;
    private final float[] scores = new float[ROWS];
    private final float[] maxima = new float[ROWS / STRIDES];
    private final float[] selected = new float[ROWS / STRIDES];

    Bootstrap(ScanKernels kernels) {
        this.kernels = kernels;
    }

    /** Where the scores of the first rows go, {@code float[8192]}. */
    float[] scores() {
        return scores;
    }

    /** Offers the rows whose scores were written, {@code groups} of 16, to {@code best}. */
    void offer(int groups, TopK best, RowFilter filter) {
        int stride = (groups + STRIDES - 1) / STRIDES * STRIDES;
        int filled = groups * STRIDES;
        Arrays.fill(scores, filled, stride * STRIDES, Float.NEGATIVE_INFINITY);
        if (best.limit() <= stride) {
            kernels.maxima(scores, stride, maxima);
            expect(stride, best, filter);
        }
        int at = kernels.nextAbove(scores, 0, filled, best.threshold());
        while (at < filled) {
            for (int row = at; row < at + STRIDES; row++) {
                if (best.wouldEnter(scores[row]) && filter.accepts(row)) {
                    best.add(scores[row], row);
                }
            }
            at = kernels.nextAbove(scores, at + STRIDES, filled, best.threshold());
        }
    }

    /** Lowers the threshold until enough accepted rows reach it. */
    private void expect(int stride, TopK best, RowFilter filter) {
        int wanted = best.limit();
        while (wanted <= stride) {
            System.arraycopy(maxima, 0, selected, 0, stride);
            float score = FloatSelection.greatest(selected, stride, wanted);
            if (score == Float.NEGATIVE_INFINITY) {
                return;
            }
            int missing = best.limit() - accepted(stride, score, best.limit(), filter);
            if (missing <= 0) {
                best.expect(score);
                return;
            }
            wanted += missing;
        }
    }

    /** How many strides have an accepted row at their maximum of at least {@code score}; stops at {@code enough}. */
    private int accepted(int stride, float score, int enough, RowFilter filter) {
        int accepted = 0;
        for (int j = 0; j < stride && accepted < enough; j++) {
            if (maxima[j] >= score && filter.accepts(rowOfMaximum(j, stride))) {
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
