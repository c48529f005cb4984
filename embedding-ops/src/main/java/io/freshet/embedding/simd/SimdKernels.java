package io.freshet.embedding.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops on the Vector API, at the width that the CPU prefers.
 *
 * <p>Sixteen partial sums fill one, two or four registers, so the width does not show in the result. They are stored
 * and folded by scalar code: an in-register fold is slower on JDK 17.
 */
final class SimdKernels implements VectorKernels {
    private static final VectorSpecies<Float> SPECIES = widest();
    private static final int WIDTH = SPECIES.length();

    private final float[] partial = new float[LANES];

    /** At most 512 bits, since a reduction has sixteen partial sums. */
    private static VectorSpecies<Float> widest() {
        VectorSpecies<Float> preferred = FloatVector.SPECIES_PREFERRED;
        return preferred.length() > LANES ? FloatVector.SPECIES_512 : preferred;
    }

    @Override
    public String name() {
        return "vector-" + SPECIES.vectorBitSize();
    }

    @Override
    public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
        int whole = length & -LANES;
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int i = lane; i < whole; i += LANES) {
                sum = FloatVector.fromArray(SPECIES, a, aOffset + i)
                        .fma(FloatVector.fromArray(SPECIES, b, bOffset + i), sum);
            }
            sum.intoArray(partial, lane);
        }
        for (int i = whole; i < length; i++) {
            partial[i - whole] = Math.fma(a[aOffset + i], b[bOffset + i], partial[i - whole]);
        }
        return Reduction.fold(partial);
    }

    @Override
    public float sumOfSquares(float s, float[] x, int xOffset, float t, float[] y, int yOffset, int length) {
        int whole = length & -LANES;
        FloatVector scale = FloatVector.broadcast(SPECIES, s);
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int i = lane; i < whole; i += LANES) {
                FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i)
                        .fma(
                                scale,
                                FloatVector.fromArray(SPECIES, y, yOffset + i).mul(t));
                sum = v.fma(v, sum);
            }
            sum.intoArray(partial, lane);
        }
        for (int i = whole; i < length; i++) {
            float v = Math.fma(s, x[xOffset + i], t * y[yOffset + i]);
            partial[i - whole] = Math.fma(v, v, partial[i - whole]);
        }
        return Reduction.fold(partial);
    }

    @Override
    public void addScaled(float s, float[] x, int xOffset, float[] y, int yOffset, int length) {
        FloatVector scale = FloatVector.broadcast(SPECIES, s);
        int i = 0;
        for (; i <= length - WIDTH; i += WIDTH) {
            FloatVector.fromArray(SPECIES, x, xOffset + i)
                    .fma(scale, FloatVector.fromArray(SPECIES, y, yOffset + i))
                    .intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = Math.fma(s, x[xOffset + i], y[yOffset + i]);
        }
    }

    @Override
    public void blend(float s, float[] x, int xOffset, float t, float[] y, int yOffset, int length) {
        FloatVector scale = FloatVector.broadcast(SPECIES, s);
        int i = 0;
        for (; i <= length - WIDTH; i += WIDTH) {
            FloatVector.fromArray(SPECIES, x, xOffset + i)
                    .fma(scale, FloatVector.fromArray(SPECIES, y, yOffset + i).mul(t))
                    .intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = Math.fma(s, x[xOffset + i], t * y[yOffset + i]);
        }
    }

    @Override
    public float scanBlock(
            float[] block,
            int blockOffset,
            float[] query,
            int dimension,
            float[] biases,
            int biasOffset,
            float[] scores) {
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < BLOCK; j += 4 * WIDTH) {
            max = Math.max(max, scanFour(block, blockOffset + j, query, dimension, biases, biasOffset + j, scores, j));
        }
        return max;
    }

    /** Four registers of items at once: enough to hide the latency of the multiply-add. */
    private static float scanFour(
            float[] block,
            int blockOffset,
            float[] query,
            int dimension,
            float[] biases,
            int biasOffset,
            float[] scores,
            int scoreOffset) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, biases, biasOffset);
        FloatVector s1 = FloatVector.fromArray(SPECIES, biases, biasOffset + WIDTH);
        FloatVector s2 = FloatVector.fromArray(SPECIES, biases, biasOffset + 2 * WIDTH);
        FloatVector s3 = FloatVector.fromArray(SPECIES, biases, biasOffset + 3 * WIDTH);
        int at = blockOffset;
        for (int i = 0; i < dimension; i++, at += BLOCK) {
            FloatVector q = FloatVector.broadcast(SPECIES, query[i]);
            s0 = q.fma(FloatVector.fromArray(SPECIES, block, at), s0);
            s1 = q.fma(FloatVector.fromArray(SPECIES, block, at + WIDTH), s1);
            s2 = q.fma(FloatVector.fromArray(SPECIES, block, at + 2 * WIDTH), s2);
            s3 = q.fma(FloatVector.fromArray(SPECIES, block, at + 3 * WIDTH), s3);
        }
        s0.intoArray(scores, scoreOffset);
        s1.intoArray(scores, scoreOffset + WIDTH);
        s2.intoArray(scores, scoreOffset + 2 * WIDTH);
        s3.intoArray(scores, scoreOffset + 3 * WIDTH);
        return s0.max(s1).max(s2.max(s3)).reduceLanes(VectorOperators.MAX);
    }
}
