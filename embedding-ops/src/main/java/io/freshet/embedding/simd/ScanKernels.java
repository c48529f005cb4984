package io.freshet.embedding.simd;

/**
 * Loops that score rows of a table in {@link QuadLayout}.
 *
 * <p>The score of a row is {@code bias + ((p0 + p1) + (p2 + p3))}, where {@code pj} is the sum of query[i]·row[i] over
 * the dimensions i with i mod 4 = j, in ascending order from zero, with fused products. For rows of int8 it is
 * {@code scale·(…) + bias}, fused, over the codes. All kernels give a row the same score.
 *
 * <p>Queries come expanded by {@link QuadLayout#query}, except to {@link #several}. Biases and scales are those of the
 * chunk, one per row. Groups are counted from the start of the chunk. Arrays belong to the caller and are not checked
 * beyond the bounds checks of the JVM.
 */
public interface ScanKernels {
    /** Rows that {@link #several} scores at once. */
    int BLOCK = 64;

    /** Queries that {@link #several} takes at once. */
    int QUERIES = 64;

    /** Scores all rows of the groups from {@code from} to {@code to - 1} into {@code scores}, from {@code at} on. */
    void scores(float[] chunk, int from, int to, float[] query, float[] biases, float[] scores, int at);

    /**
     * Looks for a score above {@code threshold} in the groups from {@code from} to {@code to - 1}.
     *
     * @return the first group that has one, its 16 scores in {@code scores}; {@code to} if none has
     */
    int next(float[] chunk, int from, int to, float[] query, float[] biases, float threshold, float[] scores);

    /** {@link #scores} of int8 rows. */
    void scores(byte[] chunk, int from, int to, float[] query, float[] scales, float[] biases, float[] scores, int at);

    /** {@link #next} of int8 rows. */
    int next(
            byte[] chunk,
            int from,
            int to,
            float[] query,
            float[] scales,
            float[] biases,
            float threshold,
            float[] scores);

    /**
     * Scores up to four groups for up to 64 queries.
     *
     * @param queries as they are, float[count·4·quads], each padded with zeros
     * @param count of the queries
     * @param thresholds one per query
     * @param scores float[count·64]; those of query q start at 64·q
     * @return bit q is set if query q has a score above its threshold in these groups
     */
    long several(
            float[] chunk,
            int from,
            int to,
            float[] queries,
            int count,
            int quads,
            float[] biases,
            float[] thresholds,
            float[] scores);

    /**
     * The first of {@code from}, from + 16, … below {@code to} whose 16 scores have one above {@code threshold}; else
     * {@code to}.
     */
    int nextAbove(float[] scores, int from, int to, float threshold);

    /** How many of the first {@code length} values, a multiple of 16, are above {@code threshold}. */
    int countAbove(float[] values, int length, float threshold);

    /** {@code maxima[j]} is the greatest of {@code scores[j + i·stride]} for 16 i; {@code stride} is a multiple of 16. */
    void maxima(float[] scores, int stride, float[] maxima);
}
