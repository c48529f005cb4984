package io.freshet.embedding.simd;

import static io.freshet.embedding.simd.FusedMultiplyAdd.fma;

import java.util.Arrays;

/** Plain loops: the fallback, and the oracle of {@link SimdKernels}. */
final class ScalarKernels implements VectorKernels {
    private final float[] partial = new float[LANES];

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
        Arrays.fill(partial, 0f);
        for (int i = 0; i < length; i++) {
            int lane = i & (LANES - 1);
            partial[lane] = fma(a[aOffset + i], b[bOffset + i], partial[lane]);
        }
        return Reduction.fold(partial);
    }

    @Override
    public float sumOfSquares(float s, float[] x, int xOffset, float t, float[] y, int yOffset, int length) {
        Arrays.fill(partial, 0f);
        for (int i = 0; i < length; i++) {
            int lane = i & (LANES - 1);
            float v = fma(s, x[xOffset + i], t * y[yOffset + i]);
            partial[lane] = fma(v, v, partial[lane]);
        }
        return Reduction.fold(partial);
    }

    @Override
    public void addScaled(float s, float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = fma(s, x[xOffset + i], y[yOffset + i]);
        }
    }

    @Override
    public void blend(float s, float[] x, int xOffset, float t, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = fma(s, x[xOffset + i], t * y[yOffset + i]);
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
        System.arraycopy(biases, biasOffset, scores, 0, BLOCK);
        for (int i = 0; i < dimension; i++) {
            addScaled(query[i], block, blockOffset + i * BLOCK, scores, 0, BLOCK);
        }
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < BLOCK; j++) {
            max = Math.max(max, scores[j]);
        }
        return max;
    }
}
