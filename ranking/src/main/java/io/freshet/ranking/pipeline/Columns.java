package io.freshet.ranking.pipeline;

import io.freshet.embedding.simd.RowKernels;

/** Functions of whole columns. */
final class Columns {
    private Columns() {}

    /** x[i] ← scale · log x[i]; all are positive. */
    static void log(RowKernels kernels, float[] column, int size, float scale) {
        kernels.log(column, size);
        for (int i = 0; i < size; i++) {
            column[i] *= scale;
        }
    }
}
