package io.freshet.embedding.simd;

import static io.freshet.embedding.simd.FusedMultiplyAdd.fma;

import java.util.Arrays;

/** Plain loops: the fallback, and the oracle of {@link SimdRowKernels}. */
final class ScalarRowKernels implements RowKernels {
    private final float[] partial = new float[LANES];

    @Override
    public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
        Arrays.fill(partial, 0f);
        for (int i = 0; i < length; i++) {
            int lane = i & (LANES - 1);
            partial[lane] = fma(a[aOffset + i], b[bOffset + i], partial[lane]);
        }
        return Reduction.fold(partial, 0);
    }

    @Override
    public void dots(
            float[] a,
            float[] b,
            float[] chunk,
            int[] offsets,
            int from,
            int to,
            int length,
            float[] aDots,
            float[] bDots) {
        for (int j = from; j < to; j++) {
            aDots[j] = dot(a, 0, chunk, offsets[j], length);
            bDots[j] = dot(b, 0, chunk, offsets[j], length);
        }
    }

    @Override
    public void addScaled(float s, float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = fma(s, x[xOffset + i], y[yOffset + i]);
        }
    }

    @Override
    public void addScaled(
            float[] s, float[] chunk, int[] offsets, int from, int to, float[] y, int yOffset, int length) {
        for (int j = from; j < to; j++) {
            addScaled(s[j], chunk, offsets[j], y, yOffset, length);
        }
    }

    @Override
    public void dotAndSquare(
            float[] x, int xOffset, float t, float[] y, int yOffset, int length, float[] result, int at) {
        result[at] = dot(x, xOffset, y, yOffset, length);
        Arrays.fill(partial, 0f);
        for (int i = 0; i < length; i++) {
            int lane = i & (LANES - 1);
            float v = fma(t, y[yOffset + i], x[xOffset + i]);
            partial[lane] = fma(v, v, partial[lane]);
        }
        result[at + 1] = Reduction.fold(partial, 0);
    }

    @Override
    public void blend(float s, float[] x, int xOffset, float t, float[] y, int yOffset, int length, float maxNorm) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = fma(s, x[xOffset + i], t * y[yOffset + i]);
        }
        float square = dot(y, yOffset, y, yOffset, length);
        if (square > maxNorm * maxNorm) {
            Reduction.cut(y, yOffset, length, square, maxNorm);
        }
    }

    @Override
    public void rates(Adagrad adagrad, float[] x, int length) {
        for (int i = 0; i < length; i++) {
            x[i] = adagrad.rate(x[i]);
        }
    }

    @Override
    public void exp(float[] x, int length) {
        for (int i = 0; i < length; i++) {
            x[i] = StableMath.exp(x[i]);
        }
    }

    @Override
    public void log(float[] x, int length) {
        for (int i = 0; i < length; i++) {
            x[i] = StableMath.log(x[i]);
        }
    }

    @Override
    public void toQuads(float[] row, int offset, int length, float[] chunk, int at) {
        for (int i = 0; i < length; i++) {
            chunk[at + i / QuadLayout.QUAD * QuadLayout.STRIDE + i % QuadLayout.QUAD] = row[offset + i];
        }
    }

    @Override
    public float toQuads(float[] row, int offset, int length, byte[] chunk, int at) {
        float max = 0f;
        for (int i = 0; i < length; i++) {
            max = Math.max(max, Math.abs(row[offset + i]));
        }
        float inverse = Codes.inverseScale(max);
        for (int i = 0; i < length; i++) {
            byte code = (byte) (int) Math.rint(row[offset + i] * inverse);
            chunk[at + i / QuadLayout.QUAD * QuadLayout.STRIDE + i % QuadLayout.QUAD] = code;
        }
        return Codes.scale(max);
    }
}
