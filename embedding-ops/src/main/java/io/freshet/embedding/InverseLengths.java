package io.freshet.embedding;

import io.freshet.embedding.simd.RowKernels;
import java.util.Arrays;

/**
 * 1/|row| of the rows of a table, each kept from when it was asked for until the row changes. One thread. Memory: 4 to 8 bytes a
 * row, once one was asked for.
 */
final class InverseLengths {
    /** Shorter rows are taken for this long. */
    private static final float SHORTEST = 1e-6f;

    /** Not known; no length has this inverse. */
    private static final float UNKNOWN = 0f;

    private final RowTable table;
    private final RowKernels kernels;
    private float[] values = new float[0];

    InverseLengths(RowTable table, RowKernels kernels) {
        this.table = table;
        this.kernels = kernels;
    }

    float of(int row) {
        if (row >= values.length) {
            values = Arrays.copyOf(values, Math.max(row + 1, 2 * values.length));
        }
        float value = values[row];
        if (value == UNKNOWN) {
            float[] chunk = table.chunk(row);
            int offset = table.offset(row);
            float square = kernels.dot(chunk, offset, chunk, offset, table.dimension());
            value = 1f / Math.max(SHORTEST, (float) Math.sqrt(square));
            values[row] = value;
        }
        return value;
    }

    void changed(int row) {
        if (row < values.length) {
            values[row] = UNKNOWN;
        }
    }

    long bytes() {
        return (long) Float.BYTES * values.length;
    }
}
