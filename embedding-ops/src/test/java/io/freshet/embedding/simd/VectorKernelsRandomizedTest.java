package io.freshet.embedding.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class VectorKernelsRandomizedTest {
    private static final long SEED = 20_260_102;
    private static final int PADDING = 21;
    private static final float SENTINEL = 12_345f;

    private final VectorKernels scalar = KernelProvider.scalar();
    private final VectorKernels vector = KernelProvider.create();

    static IntStream lengths() {
        return IntStream.rangeClosed(1, 130);
    }

    @Test
    void thisJvmRunsTheVectorKernels() {
        assertThat(vector).isInstanceOf(SimdKernels.class);
        assertThat(vector.name()).startsWith("vector-");
        assertThat(scalar.name()).isEqualTo("scalar");
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
                assertSameBits(kernels -> kernels.sumOfSquares(s, x, xOffset, t, y, yOffset, length));
                assertSameBits(
                        y, (kernels, to) -> kernels.addScaled(s, x, xOffset, to, yOffset, length), yOffset, length);
                assertSameBits(
                        y, (kernels, to) -> kernels.blend(s, x, xOffset, t, to, yOffset, length), yOffset, length);
            }
        }
    }

    @ParameterizedTest(name = "dimension {0}, seed " + SEED)
    @MethodSource("lengths")
    void scalarAndVectorScansGiveTheSameBits(int dimension) {
        SplittableRandom random = new SplittableRandom(SEED - dimension);
        for (Values values : Values.values()) {
            int blockOffset = random.nextInt(PADDING);
            int biasOffset = random.nextInt(PADDING);
            float[] query = values.array(random, dimension);
            float[] block = values.array(random, dimension * VectorKernels.BLOCK + PADDING);
            float[] biases = values.array(random, VectorKernels.BLOCK + PADDING);
            float[] scores = new float[VectorKernels.BLOCK];
            float[] expected = new float[VectorKernels.BLOCK];

            float max = vector.scanBlock(block, blockOffset, query, dimension, biases, biasOffset, scores);
            float expectedMax = scalar.scanBlock(block, blockOffset, query, dimension, biases, biasOffset, expected);

            assertThat(bits(scores)).as("%s", values).isEqualTo(bits(expected));
            assertThat(Float.floatToIntBits(max)).isEqualTo(Float.floatToIntBits(expectedMax));
            assertThat(Float.floatToIntBits(max)).isEqualTo(Float.floatToIntBits(greatest(scores)));
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
        double squares = 0;
        double magnitude = 0;
        for (int i = 0; i < length; i++) {
            dot += (double) x[i] * y[i];
            magnitude += Math.abs((double) x[i] * y[i]);
            double v = (double) s * x[i] + (double) t * y[i];
            squares += v * v;
            assertThat((double) added[i]).isCloseTo((double) s * x[i] + y[i], offset(4));
            assertThat((double) blended[i]).isCloseTo(v, offset(4));
        }
        assertThat((double) vector.dot(x, 0, y, 0, length)).isCloseTo(dot, offset(1 + magnitude));
        assertThat((double) vector.sumOfSquares(s, x, 0, t, y, 0, length)).isCloseTo(squares, offset(1 + squares));
    }

    private static Offset<Double> offset(double magnitude) {
        return Offset.offset(1e-6 * magnitude);
    }

    private void assertSameBits(ToDoubleFunction<VectorKernels> operation) {
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

    private static float greatest(float[] values) {
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    @FunctionalInterface
    private interface InPlace {
        void run(VectorKernels kernels, float[] y);
    }

    /** Kinds of numbers that break loops in different ways. */
    private enum Values {
        PLAIN {
            @Override
            float next(SplittableRandom random) {
                return (float) random.nextDouble(-2, 2);
            }
        },
        MANY_ZEROS {
            @Override
            float next(SplittableRandom random) {
                return random.nextInt(3) > 0 ? (random.nextBoolean() ? 0f : -0f) : PLAIN.next(random);
            }
        },
        DENORMAL {
            @Override
            float next(SplittableRandom random) {
                float tiny = Float.intBitsToFloat(random.nextInt(0x00ffffff));
                return random.nextBoolean() ? tiny : -tiny;
            }
        },
        HUGE {
            @Override
            float next(SplittableRandom random) {
                return (float) random.nextDouble(-3e38, 3e38);
            }
        },
        ANY_FINITE {
            @Override
            float next(SplittableRandom random) {
                float value = Float.intBitsToFloat(random.nextInt());
                return Float.isFinite(value) ? value : 1f;
            }
        };

        abstract float next(SplittableRandom random);

        float[] array(SplittableRandom random, int length) {
            float[] values = new float[length];
            for (int i = 0; i < length; i++) {
                values[i] = next(random);
            }
            return values;
        }
    }
}
