package io.freshet.embedding.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScanKernelsRandomizedTest {
    private static final long SEED = 20_260_401;
    private static final int GROUPS = 5;
    private static final int ROWS = GROUPS * QuadLayout.GROUP;

    private final ScanKernels scalar = KernelProvider.scalar().scans();
    private final ScanKernels vector = KernelProvider.create().scans();

    static IntStream dimensions() {
        return IntStream.rangeClosed(1, 70);
    }

    @ParameterizedTest(name = "dimension {0}, seed " + SEED)
    @MethodSource("dimensions")
    void scalarAndVectorScansGiveTheSameBits(int dimension) {
        SplittableRandom random = new SplittableRandom(SEED + dimension);
        for (Values values : Values.values()) {
            Table table = new Table(random, values, dimension);
            float[] query = table.query(values.array(random, dimension));
            float[] scores = new float[ROWS + 3];
            float[] expected = new float[ROWS + 3];

            vector.scores(table.floats, 1, GROUPS, query, table.biases, scores, 3);
            scalar.scores(table.floats, 1, GROUPS, query, table.biases, expected, 3);
            assertThat(bits(scores)).as("%s", values).isEqualTo(bits(expected));

            vector.scores(table.codes, 1, GROUPS, query, table.scales, table.biases, scores, 3);
            scalar.scores(table.codes, 1, GROUPS, query, table.scales, table.biases, expected, 3);
            assertThat(bits(scores)).as("%s as int8", values).isEqualTo(bits(expected));
        }
    }

    @ParameterizedTest(name = "dimension {0}, seed " + SEED)
    @MethodSource("dimensions")
    void aScoreIsTheDotProductPlusTheBias(int dimension) {
        SplittableRandom random = new SplittableRandom(SEED - dimension);
        Table table = new Table(random, Values.PLAIN, dimension);
        float[] plain = Values.PLAIN.array(random, dimension);
        float[] query = table.query(plain);
        float[] scores = new float[ROWS];
        float[] coded = new float[ROWS];
        vector.scores(table.floats, 0, GROUPS, query, table.biases, scores, 0);
        vector.scores(table.codes, 0, GROUPS, query, table.scales, table.biases, coded, 0);
        for (int row = 0; row < ROWS; row++) {
            double exact = table.biases[row];
            double error = 1e-5;
            for (int i = 0; i < dimension; i++) {
                exact += (double) plain[i] * table.rows[row][i];
                error += 0.5001 * table.scales[row] * Math.abs(plain[i]);
            }
            assertThat((double) scores[row]).isCloseTo(exact, Offset.offset(1e-5 * dimension));
            assertThat((double) coded[row]).isCloseTo(exact, Offset.offset(error));
        }
    }

    @ParameterizedTest(name = "dimension {0}, seed " + SEED)
    @ValueSource(ints = {1, 4, 17, 64})
    void nextFindsTheFirstGroupAboveTheThreshold(int dimension) {
        SplittableRandom random = new SplittableRandom(SEED + 3L * dimension);
        for (int trial = 0; trial < 50; trial++) {
            Table table = new Table(random, Values.PLAIN, dimension);
            float[] query = table.query(Values.PLAIN.array(random, dimension));
            float[] all = new float[ROWS];
            float[] coded = new float[ROWS];
            scalar.scores(table.floats, 0, GROUPS, query, table.biases, all, 0);
            scalar.scores(table.codes, 0, GROUPS, query, table.scales, table.biases, coded, 0);
            int from = random.nextInt(GROUPS);
            float threshold = all[random.nextInt(ROWS)];
            for (ScanKernels kernels : new ScanKernels[] {scalar, vector}) {
                float[] scores = new float[QuadLayout.GROUP];
                int found = kernels.next(table.floats, from, GROUPS, query, table.biases, threshold, scores);
                assertFound(all, from, threshold, found, scores);
                found = kernels.next(table.codes, from, GROUPS, query, table.scales, table.biases, threshold, scores);
                assertFound(coded, from, threshold, found, scores);
            }
        }
    }

    @ParameterizedTest(name = "{0} queries, seed " + SEED)
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 31, 63, 64})
    void severalQueriesScoreAsOneByOne(int count) {
        SplittableRandom random = new SplittableRandom(SEED * count);
        for (int dimension : new int[] {1, 6, 32, 64, 67}) {
            Table table = new Table(random, Values.PLAIN, dimension);
            int length = table.quads * QuadLayout.QUAD;
            float[] queries = new float[count * length];
            float[] thresholds = new float[count];
            int from = random.nextInt(GROUPS - 1);
            int to = Math.min(GROUPS, from + 1 + random.nextInt(4));
            int rows = (to - from) * QuadLayout.GROUP;
            float[][] expected = new float[count][ROWS];
            for (int q = 0; q < count; q++) {
                float[] plain = Values.PLAIN.array(random, dimension);
                float[] query = table.query(plain);
                System.arraycopy(plain, 0, queries, q * length, dimension);
                scalar.scores(table.floats, from, to, query, table.biases, expected[q], 0);
                thresholds[q] = random.nextInt(3) == 0 ? 1e9f : expected[q][random.nextInt(rows)];
            }
            for (ScanKernels kernels : new ScanKernels[] {scalar, vector}) {
                float[] scores = new float[count * ScanKernels.BLOCK];
                long passing = kernels.several(
                        table.floats, from, to, queries, count, table.quads, table.biases, thresholds, scores);
                for (int q = 0; q < count; q++) {
                    float[] own = Arrays.copyOf(expected[q], rows);
                    boolean passes = isAbove(own, thresholds[q]);
                    assertThat((passing >>> q & 1) == 1).isEqualTo(passes);
                    if (passes) {
                        assertThat(Arrays.copyOfRange(scores, q * ScanKernels.BLOCK, q * ScanKernels.BLOCK + rows))
                                .isEqualTo(own);
                    }
                }
                assertThat(count == 64 ? 0 : passing >>> count).isZero();
            }
        }
    }

    @ParameterizedTest(name = "stride {0}, seed " + SEED)
    @ValueSource(ints = {16, 32, 224, 512})
    void maximaAndBitsAreThoseOfPlainLoops(int stride) {
        SplittableRandom random = new SplittableRandom(SEED + stride);
        for (Values values : Values.values()) {
            float[] scores = values.array(random, 16 * stride + 5);
            float[] maxima = new float[stride];
            float[] expected = new float[stride];
            vector.maxima(scores, stride, maxima);
            scalar.maxima(scores, stride, expected);
            assertThat(bits(maxima)).isEqualTo(bits(expected));
            float threshold = scores[random.nextInt(scores.length)];
            int from = random.nextInt(5);
            int to = from + 16 * stride;
            assertThat(vector.nextAbove(scores, from, to, threshold))
                    .isEqualTo(scalar.nextAbove(scores, from, to, threshold));
            assertThat(vector.nextAbove(scores, from, to, Float.MAX_VALUE)).isEqualTo(to);
            assertThat(vector.countAbove(scores, 16 * stride, threshold))
                    .isEqualTo(scalar.countAbove(scores, 16 * stride, threshold));
            for (int length = 0; length <= 16 * 9; length += 16) {
                assertThat(vector.countAbove(scores, length, threshold))
                        .isEqualTo(scalar.countAbove(scores, length, threshold));
            }
        }
    }

    private static void assertFound(float[] all, int from, float threshold, int found, float[] scores) {
        int group = from;
        while (group < GROUPS && !isAbove(group(all, group), threshold)) {
            group++;
        }
        assertThat(found).isEqualTo(group);
        if (group < GROUPS) {
            assertThat(scores).isEqualTo(group(all, group));
        }
    }

    private static float[] group(float[] scores, int group) {
        return Arrays.copyOfRange(scores, group * QuadLayout.GROUP, (group + 1) * QuadLayout.GROUP);
    }

    private static boolean isAbove(float[] scores, float threshold) {
        for (float score : scores) {
            if (score > threshold) {
                return true;
            }
        }
        return false;
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return bits;
    }

    /** Random rows in both forms. */
    private static final class Table {
        private final int dimension;
        private final int quads;
        private final float[][] rows = new float[ROWS][];
        private final float[] floats;
        private final byte[] codes;
        private final float[] scales = new float[ROWS];
        private final float[] biases;

        Table(SplittableRandom random, Values values, int dimension) {
            RowKernels kernels = KernelProvider.scalar().rows();
            this.dimension = dimension;
            this.quads = QuadLayout.quads(dimension);
            this.floats = new float[QuadLayout.length(ROWS, quads)];
            this.codes = new byte[floats.length];
            this.biases = values.array(random, ROWS);
            for (int row = 0; row < ROWS; row++) {
                rows[row] = values.array(random, dimension);
                kernels.toQuads(rows[row], 0, dimension, floats, QuadLayout.row(row, quads));
                scales[row] = kernels.toQuads(rows[row], 0, dimension, codes, QuadLayout.row(row, quads));
            }
        }

        float[] query(float[] plain) {
            float[] query = new float[QuadLayout.queryLength(quads)];
            QuadLayout.query(plain, dimension, query, 0);
            return query;
        }
    }
}
