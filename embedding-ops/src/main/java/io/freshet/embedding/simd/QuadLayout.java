package io.freshet.embedding.simd;

/**
 * Where a scanned table keeps its rows: groups of 16 rows, and in a group, for each quad of dimensions, four registers
 * of 16 values. Register {@code r} holds rows r, 4 + r, 8 + r and 12 + r, each with its four dimensions side by side.
 *
 * <p>So a scan streams through memory and needs no sum across a register but one fold at the end of a group, while a
 * row lies in dimension/4 cache lines. Plain dimension-major order would spread it over {@code dimension} of them, and
 * a learner rewrites some 65 rows an event (docs/adr/0008).
 */
public final class QuadLayout {
    /** Rows of a group. */
    public static final int GROUP = 16;

    /** Dimensions that lie side by side. */
    public static final int QUAD = 4;

    /** Values from one quad of a row to its next. */
    public static final int STRIDE = GROUP * QUAD;

    /**
     * Index of an array's first value. An array's header is 16 bytes and a collector that puts big arrays at the start
     * of a region thereby aligns them: from here on loads of 64 bytes do not straddle two cache lines.
     */
    public static final int ORIGIN = 12;

    /** Bytes or values that may be read past the last row. */
    private static final int SLACK = 16;

    private QuadLayout() {}

    /** Quads of a vector of {@code dimension}; the last is padded with zeros. */
    public static int quads(int dimension) {
        return (dimension + QUAD - 1) / QUAD;
    }

    /** Length of an array for {@code rows}. */
    public static int length(int rows, int quads) {
        return ORIGIN + groups(rows) * quads * STRIDE + SLACK;
    }

    /** Groups that hold {@code rows}. */
    public static int groups(int rows) {
        return (rows + GROUP - 1) / GROUP;
    }

    /** Index of the first value of {@code group}. */
    static int group(int group, int quads) {
        return ORIGIN + group * quads * STRIDE;
    }

    /** Index of the first value of a row; its quads are {@link #STRIDE} apart. */
    public static int row(int row, int quads) {
        int place = row % GROUP;
        return group(row / GROUP, quads) + (place % QUAD) * GROUP + place / QUAD * QUAD;
    }

    /** Length of a query as the scans want it: each quad repeated to fill a register of 16. */
    public static int queryLength(int quads) {
        return quads * GROUP;
    }

    /** Writes a query of {@code dimension} values to {@code to} as the scans want it. */
    public static void query(float[] query, int dimension, float[] to, int offset) {
        query(query, 0, dimension, to, offset);
    }

    static void query(float[] query, int from, int dimension, float[] to, int offset) {
        int quads = quads(dimension);
        for (int i = 0; i < quads * QUAD; i++) {
            float value = i < dimension ? query[from + i] : 0f;
            int at = offset + i / QUAD * GROUP + i % QUAD;
            for (int copy = 0; copy < GROUP; copy += QUAD) {
                to[at + copy] = value;
            }
        }
    }
}
