package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one chunk as the scans want them. Places that hold no row have the bias −∞ and so enter no top-k.
 *
 * <p>Only a chunk that scan threads read has keys and a lock. The writer changes a row between {@link #open} and
 * {@link #close}; threads that read it check the lock's versions.
 */
final class ScanChunk {
    private static final float[] NO_FLOATS = {};
    private static final byte[] NO_BYTES = {};
    private static final long[] NO_KEYS = {};

    final float[] biases;
    final float[] vectors;
    final byte[] codes;
    final float[] scales;
    final long[] keys;
    final @Nullable Seqlock lock;

    private ScanChunk(int rows, int quads, boolean floats, boolean int8, boolean shared) {
        int length = QuadLayout.length(rows, quads);
        biases = new float[rows];
        Arrays.fill(biases, Float.NEGATIVE_INFINITY);
        vectors = floats ? new float[length] : NO_FLOATS;
        codes = int8 ? new byte[length] : NO_BYTES;
        scales = int8 ? new float[rows] : NO_FLOATS;
        keys = shared ? new long[rows] : NO_KEYS;
        lock = shared ? new Seqlock(rows) : null;
    }

    /** Room for {@code rows}, a multiple of a group; formats that are not wanted take none. */
    static ScanChunk of(int rows, int quads, boolean floats, boolean int8, boolean shared) {
        return new ScanChunk(rows, quads, floats, int8, shared);
    }

    /** A larger one with the same rows. */
    ScanChunk grown(int rows, int quads) {
        ScanChunk grown = of(rows, quads, vectors.length > 0, codes.length > 0, lock != null);
        System.arraycopy(biases, 0, grown.biases, 0, biases.length);
        System.arraycopy(vectors, 0, grown.vectors, 0, vectors.length);
        System.arraycopy(codes, 0, grown.codes, 0, codes.length);
        System.arraycopy(scales, 0, grown.scales, 0, scales.length);
        System.arraycopy(keys, 0, grown.keys, 0, keys.length);
        return grown;
    }

    int rows() {
        return biases.length;
    }

    void open(int place) {
        if (lock != null) {
            lock.open(place);
        }
    }

    void close(int place) {
        if (lock != null) {
            lock.close(place);
        }
    }

    long bytes() {
        return (long) Float.BYTES * (biases.length + vectors.length + scales.length)
                + codes.length
                + (long) Long.BYTES * keys.length
                + (lock == null ? 0 : lock.bytes());
    }
}
