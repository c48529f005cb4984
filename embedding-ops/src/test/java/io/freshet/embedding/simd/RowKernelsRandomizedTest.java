package io.freshet.embedding.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RowKernelsRandomizedTest {
    private static final long SEED = 20_260_102;
    private static final int PADDING = 21;
    private static final float SENTINEL = 12_345f;

    private final RowKernels scalar = KernelProvider.scalar().rows();
    private final RowKernels vector = KernelProvider.create().rows();

    static IntStream lengths() {
        return IntStream.rangeClosed(1, 130);
    }

    @Test
    void thisJvmRunsTheVectorKernels() {
        assertThat(vector).isInstanceOf(SimdRowKernels.class);
        assertThat(KernelProvider.create().name()).startsWith("vector-");
        assertThat(KernelProvider.scalar().name()).isEqualTo("scalar");
    }

    @ParameterizedTest(name = "length {0}, seed " + SEED)
    @MethodSource("lengths")
    void scalarAndVectorLoopsGiveTheSameBits(int length) {
        SplittableRandom random = new SplittableRandom(SEED + length);
        for (Values values : Values.values()) {
            for (int trial = 0; trial < 20; trial++) {
                int xOffset = random.nextInt(PADDING);
                int yOffset = random.nextInt(PADDING);
                float s = values.next(random);
                float t = values.next(random);
                float[] x = values.array(random, length + PADDING);
                float[] y = values.array(random, length + PADDING);

                assertSameBits(kernels -> kernels.dot(x, xOffset, y, yOffset, length));
                assertSameBits(
                        y, (kernels, to) -> kernels.addScaled(s, x, xOffset, to, yOffset, length), yOffset, length);
                float norm = random.nextBoolean() ? Float.POSITIVE_INFINITY : (float) random.nextDouble(0.1, 3);
                assertSameBits(
                        y,
                        (kernels, to) -> kernels.blend(s, x, xOffset, t, to, yOffset, length, norm),
                        yOffset,
                        length);
                float[] measured = new float[4];
                float[] expected = new float[4];
                vector.dotAndSquare(x, xOffset, t, y, yOffset, length, measured, 1);
                scalar.dotAndSquare(x, xOffset, t, y, yOffset, length, expected, 1);
                assertThat(bits(measured)).isEqualTo(bits(expected));
                assertThat(Float.floatToIntBits(measured[1]))
                        .isEqualTo(Float.floatToIntBits(vector.dot(x, xOffset, y, yOffset, length)));
            }
        }
    }

    @ParameterizedTest(name = "length {0}, seed " + SEED)
    @MethodSource("lengths")
    void scaledRowsAreAddedAsOneByOne(int length) {
        SplittableRandom random = new SplittableRandom(SEED + 11 * length);
        for (Values values : Values.values()) {
            int rows = 1 + random.nextInt(7);
            int from = random.nextInt(rows);
            int yOffset = random.nextInt(PADDING);
            float[] chunk = values.array(random, 5 * length + PADDING);
            float[] scales = values.array(random, rows);
            int[] offsets = random.ints(rows, 0, chunk.length - length + 1).toArray();
            float[] y = values.array(random, length + PADDING);
            float[] expected = y.clone();
            for (int j = from; j < rows; j++) {
                scalar.addScaled(scales[j], chunk, offsets[j], expected, yOffset, length);
            }
            for (RowKernels each : new RowKernels[] {scalar, vector}) {
                float[] actual = y.clone();
                each.addScaled(scales, chunk, offsets, from, rows, actual, yOffset, length);
                assertThat(bits(actual)).isEqualTo(bits(expected));
            }
        }
    }

    @ParameterizedTest(name = "length {0}, seed " + SEED)
    @MethodSource("lengths")
    void manyDotProductsAreThoseOfOneByOne(int length) {
        SplittableRandom random = new SplittableRandom(SEED + 13 * length);
        for (Values values : Values.values()) {
            int rows = 1 + random.nextInt(7);
            int from = random.nextInt(rows);
            float[] chunk = values.array(random, 5 * length + PADDING);
            float[] a = values.array(random, length);
            float[] b = values.array(random, length);
            int[] offsets = random.ints(rows, 0, chunk.length - length + 1).toArray();
            float[] expectedOfA = new float[rows];
            float[] expectedOfB = new float[rows];
            for (int j = from; j < rows; j++) {
                expectedOfA[j] = scalar.dot(a, 0, chunk, offsets[j], length);
                expectedOfB[j] = scalar.dot(b, 0, chunk, offsets[j], length);
            }
            for (RowKernels each : new RowKernels[] {scalar, vector}) {
                float[] ofA = new float[rows];
                float[] ofB = new float[rows];
                each.dots(a, b, chunk, offsets, from, rows, length, ofA, ofB);
                assertThat(bits(ofA)).isEqualTo(bits(expectedOfA));
                assertThat(bits(ofB)).isEqualTo(bits(expectedOfB));
            }
        }
    }

    @ParameterizedTest(name = "length {0}, seed " + SEED)
    @MethodSource("lengths")
    void aBlendIsCutToTheGreatestNorm(int length) {
        SplittableRandom random = new SplittableRandom(SEED + 7 * length);
        float[] x = Values.PLAIN.array(random, length);
        float[] y = Values.PLAIN.array(random, length);
        for (RowKernels kernels : new RowKernels[] {scalar, vector}) {
            for (float maxNorm : new float[] {0.5f, 2f, 100f}) {
                float[] blended = y.clone();
                kernels.blend(0.7f, x, 0, -0.2f, blended, 0, length, maxNorm);
                double norm = 0;
                double[] expected = new double[length];
                for (int i = 0; i < length; i++) {
                    expected[i] = 0.7 * x[i] - 0.2 * y[i];
                    norm += expected[i] * expected[i];
                }
                double cut = Math.min(1, maxNorm / Math.sqrt(norm));
                for (int i = 0; i < length; i++) {
                    assertThat((double) blended[i]).isCloseTo(cut * expected[i], offset(4));
                }
            }
        }
    }

    @Test
    void theFloorHoldsTheRateOfALongStreamUp() {
        assertThat(new Adagrad(0.1f, 0f, 1f).rate(1e6f)).isEqualTo(0.1f / 1000f, Offset.offset(1e-9f));
        assertThat(new Adagrad(0.1f, 0.25f, 1f).rate(1e6f)).isEqualTo(0.025f);
        assertThat(new Adagrad(0.1f, 0.25f, 1f).rate(1f)).isEqualTo(0.1f, Offset.offset(1e-6f));
    }

    @ParameterizedTest(name = "length {0}, seed " + SEED)
    @MethodSource("lengths")
    void ratesOfManyRowsAreThoseOfOne(int length) {
        SplittableRandom random = new SplittableRandom(SEED * 11 + length);
        for (Adagrad adagrad : new Adagrad[] {new Adagrad(0.1f, 0f, 1f), new Adagrad(0.3f, 0.2f, 1f)}) {
            float[] accumulators = new float[length];
            for (int i = 0; i < length; i++) {
                accumulators[i] = random.nextInt(9) == 0 ? Float.NaN : (float) Math.exp(random.nextDouble(-40, 80));
            }
            for (RowKernels kernels : new RowKernels[] {scalar, vector}) {
                float[] rates = accumulators.clone();
                kernels.rates(adagrad, rates, length);
                for (int i = 0; i < length; i++) {
                    assertThat(Float.floatToIntBits(rates[i]))
                            .isEqualTo(Float.floatToIntBits(adagrad.rate(accumulators[i])));
                }
            }
        }
    }

    @ParameterizedTest(name = "length {0}, seed " + SEED)
    @MethodSource("lengths")
    void functionsOfManyValuesAreThoseOfOne(int length) {
        SplittableRandom random = new SplittableRandom(SEED * 3 + length);
        float[] x = new float[length];
        float[] positive = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (float) random.nextDouble(-120, 100);
            positive[i] = Float.intBitsToFloat(random.nextInt(1, 0x7f800000));
        }
        for (RowKernels kernels : new RowKernels[] {scalar, vector}) {
            float[] exp = x.clone();
            float[] log = positive.clone();
            kernels.exp(exp, length);
            kernels.log(log, length);
            for (int i = 0; i < length; i++) {
                assertThat(exp[i]).as("exp(%s)", x[i]).isEqualTo(StableMath.exp(x[i]));
                assertThat(log[i]).as("log(%s)", positive[i]).isEqualTo(StableMath.log(positive[i]));
            }
        }
    }

    @ParameterizedTest(name = "length {0}, seed " + SEED)
    @MethodSource("lengths")
    void rowsAreWrittenToTheirPlacesAndNowhereElse(int length) {
        SplittableRandom random = new SplittableRandom(SEED * 5 + length);
        int quads = QuadLayout.quads(length);
        for (Values values : Values.values()) {
            int offset = random.nextInt(PADDING);
            int place = random.nextInt(40);
            float[] row = values.array(random, length + PADDING);
            float[] floats = new float[QuadLayout.length(40, quads)];
            float[] expectedFloats = floats.clone();
            byte[] codes = new byte[floats.length];
            byte[] expectedCodes = codes.clone();
            vector.toQuads(row, offset, length, floats, QuadLayout.row(place, quads));
            scalar.toQuads(row, offset, length, expectedFloats, QuadLayout.row(place, quads));
            float scale = vector.toQuads(row, offset, length, codes, QuadLayout.row(place, quads));
            float expectedScale = scalar.toQuads(row, offset, length, expectedCodes, QuadLayout.row(place, quads));

            assertThat(bits(floats)).isEqualTo(bits(expectedFloats));
            assertThat(codes).as("%s", values).isEqualTo(expectedCodes);
            assertThat(scale).isEqualTo(expectedScale);
            for (int i = 0; i < length; i++) {
                int at = QuadLayout.row(place, quads) + i / 4 * 64 + i % 4;
                assertThat(floats[at]).isEqualTo(row[offset + i]);
                assertThat(Math.abs(codes[at] * (double) scale - row[offset + i]))
                        .isLessThanOrEqualTo(0.5001 * scale + 0x1p-100);
            }
        }
    }

    @ParameterizedTest(name = "length {0}, seed " + SEED)
    @MethodSource("lengths")
    void loopsComputeWhatTheirDocsSay(int length) {
        SplittableRandom random = new SplittableRandom(SEED ^ length);
        float s = Values.PLAIN.next(random);
        float t = Values.PLAIN.next(random);
        float[] x = Values.PLAIN.array(random, length);
        float[] y = Values.PLAIN.array(random, length);
        float[] added = y.clone();
        float[] blended = y.clone();
        vector.addScaled(s, x, 0, added, 0, length);
        vector.blend(s, x, 0, t, blended, 0, length, Float.POSITIVE_INFINITY);
        float[] measured = new float[2];
        vector.dotAndSquare(x, 0, t, y, 0, length, measured, 0);
        double squares = 0;
        double dot = 0;
        double magnitude = 0;
        for (int i = 0; i < length; i++) {
            dot += (double) x[i] * y[i];
            magnitude += Math.abs((double) x[i] * y[i]);
            double v = (double) s * x[i] + (double) t * y[i];
            squares += Math.pow(x[i] + (double) t * y[i], 2);
            assertThat((double) added[i]).isCloseTo((double) s * x[i] + y[i], offset(4));
            assertThat((double) blended[i]).isCloseTo(v, offset(4));
        }
        assertThat((double) vector.dot(x, 0, y, 0, length)).isCloseTo(dot, offset(1 + magnitude));
        assertThat((double) measured[1]).isCloseTo(squares, offset(1 + squares));
    }

    private static Offset<Double> offset(double magnitude) {
        return Offset.offset(1e-6 * magnitude);
    }

    private void assertSameBits(ToDoubleFunction<RowKernels> operation) {
        int expected = Float.floatToIntBits((float) operation.applyAsDouble(scalar));
        assertThat(Float.floatToIntBits((float) operation.applyAsDouble(vector)))
                .isEqualTo(expected);
    }

    private void assertSameBits(float[] y, InPlace operation, int offset, int length) {
        float[] expected = y.clone();
        float[] actual = y.clone();
        actual[offset + length] = SENTINEL;
        expected[offset + length] = SENTINEL;
        operation.run(scalar, expected);
        operation.run(vector, actual);
        assertThat(bits(actual)).isEqualTo(bits(expected));
        assertThat(actual[offset + length]).isEqualTo(SENTINEL);
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return bits;
    }

    @FunctionalInterface
    private interface InPlace {
        void run(RowKernels kernels, float[] y);
    }
}
