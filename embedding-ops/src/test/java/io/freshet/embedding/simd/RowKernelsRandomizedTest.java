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
                assertSameBits(
                        y, (kernels, to) -> kernels.blend(s, x, xOffset, t, to, yOffset, length), yOffset, length);
            }
        }
    }

    @ParameterizedTest(name = "length {0}, seed " + SEED)
    @MethodSource("lengths")
    void scalarAndVectorStepsGiveTheSameBits(int length) {
        SplittableRandom random = new SplittableRandom(SEED - length);
        for (Values values : Values.values()) {
            for (int trial = 0; trial < 20; trial++) {
                int xOffset = random.nextInt(PADDING);
                int yOffset = random.nextInt(PADDING);
                float accumulator = Math.abs(values.next(random));
                float s = values.next(random);
                float t = values.next(random);
                float norm = random.nextBoolean() ? Float.POSITIVE_INFINITY : (float) random.nextDouble(0.1, 3);
                Adagrad adagrad = new Adagrad(0.1f, random.nextInt(2) * 0.4f, norm);
                float[] x = values.array(random, length + PADDING);
                float[] y = values.array(random, length + PADDING);

                assertSameBits(
                        kernels -> kernels.step(adagrad, accumulator, s, x, xOffset, t, y.clone(), yOffset, length));
                assertSameBits(
                        y,
                        (kernels, to) -> kernels.step(adagrad, accumulator, s, x, xOffset, t, to, yOffset, length),
                        yOffset,
                        length);
            }
        }
    }

    @ParameterizedTest(name = "length {0}, seed " + SEED)
    @MethodSource("lengths")
    void aStepIsAdagradWithOneAccumulatorAndACappedNorm(int length) {
        SplittableRandom random = new SplittableRandom(SEED + 7 * length);
        float[] x = Values.PLAIN.array(random, length);
        float[] y = Values.PLAIN.array(random, length);
        float[] stepped = y.clone();
        float squares = vector.step(new Adagrad(0.1f, 0f, 1f), 0.5f, 0.7f, x, 0, -0.2f, stepped, 0, length);

        double mean = 0;
        for (int i = 0; i < length; i++) {
            mean += Math.pow(0.7 * x[i] - 0.2 * y[i], 2) / length;
        }
        assertThat((double) squares).isCloseTo(0.5 + mean, offset(1));
        double norm = 0;
        double[] expected = new double[length];
        for (int i = 0; i < length; i++) {
            expected[i] = y[i] + 0.1 / Math.sqrt(0.5 + mean + 1e-6) * (0.7 * x[i] - 0.2 * y[i]);
            norm += expected[i] * expected[i];
        }
        double cut = Math.min(1, 1 / Math.sqrt(norm));
        for (int i = 0; i < length; i++) {
            assertThat((double) stepped[i]).isCloseTo(cut * expected[i], offset(4));
        }
    }

    @Test
    void aStepWhoseSquareOverflowsIsNotTaken() {
        float[] y = {1f, 2f};
        for (RowKernels kernels : new RowKernels[] {scalar, vector}) {
            float squares = kernels.step(new Adagrad(0.1f, 0f, 1f), 0f, 1f, new float[] {3e38f, 0f}, 0, 0f, y, 0, 2);
            assertThat(squares).isNaN();
            assertThat(y).containsExactly(1f, 2f);
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
        vector.blend(s, x, 0, t, blended, 0, length);
        double dot = 0;
        double magnitude = 0;
        for (int i = 0; i < length; i++) {
            dot += (double) x[i] * y[i];
            magnitude += Math.abs((double) x[i] * y[i]);
            double v = (double) s * x[i] + (double) t * y[i];
            assertThat((double) added[i]).isCloseTo((double) s * x[i] + y[i], offset(4));
            assertThat((double) blended[i]).isCloseTo(v, offset(4));
        }
        assertThat((double) vector.dot(x, 0, y, 0, length)).isCloseTo(dot, offset(1 + magnitude));
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
