package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;
import java.util.Arrays;

/** The rows of one chunk as the scans want them. Places that hold no row have the bias −∞ and so enter no top-k. */
final class ScanChunk {
    private static final float[] NO_FLOATS = {};
    private static final byte[] NO_BYTES = {};

    final float[] biases;
    final float[] vectors;
    final byte[] codes;
    final float[] scales;

    private ScanChunk(float[] biases, float[] vectors, byte[] codes, float[] scales) {
        this.biases = biases;
        this.vectors = vectors;
        this.codes = codes;
        this.scales = scales;
    }

    /** Room for {@code rows}, a multiple of a group; formats that are not wanted take none. */
    static ScanChunk of(int rows, int quads, boolean floats, boolean int8) {
        float[] biases = new float[rows];
        Arrays.fill(biases, Float.NEGATIVE_INFINITY);
        int length = QuadLayout.length(rows, quads);
        return new ScanChunk(
                biases,
                floats ? new float[length] : NO_FLOATS,
                int8 ? new byte[length] : NO_BYTES,
                int8 ? new float[rows] : NO_FLOATS);
    }

    /** A larger one with the same rows. */
    ScanChunk grown(int rows, int quads) {
        ScanChunk grown = of(rows, quads, vectors.length > 0, codes.length > 0);
        System.arraycopy(biases, 0, grown.biases, 0, biases.length);
        System.arraycopy(vectors, 0, grown.vectors, 0, vectors.length);
        System.arraycopy(codes, 0, grown.codes, 0, codes.length);
        System.arraycopy(scales, 0, grown.scales, 0, scales.length);
        return grown;
    }

    int rows() {
        return biases.length;
    }

    long bytes() {
        return (long) Float.BYTES * (biases.length + vectors.length + scales.length) + codes.length;
    }
}
