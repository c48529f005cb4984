package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;
import io.freshet.embedding.simd.RowKernels;
import java.util.Arrays;
import java.util.Set;

/** The vectors of a table as the scans want them, in {@link QuadLayout}, with their biases apart. One thread. */
final class ScanTable {
    private final int dimension;
    private final int quads;
    private final boolean floats;
    private final boolean int8;
    private final RowKernels kernels;
    private ScanChunk[] chunks = new ScanChunk[0];

    ScanTable(int dimension, Set<ScanFormat> formats, RowKernels kernels) {
        this.dimension = dimension;
        this.quads = QuadLayout.quads(dimension);
        this.floats = formats.contains(ScanFormat.FLOAT32);
        this.int8 = formats.contains(ScanFormat.INT8);
        this.kernels = kernels;
    }

    /** Makes room for {@code row}, which may be at most one more than before. */
    void reserve(int row) {
        int chunk = Chunks.of(row);
        int capacity = Chunks.capacity(chunk, Chunks.place(row));
        if (chunk == chunks.length) {
            ScanChunk[] more = Arrays.copyOf(chunks, chunk + 1);
            more[chunk] = ScanChunk.of(capacity, quads, floats, int8);
            chunks = more;
        } else if (chunks[chunk].rows() < capacity) {
            chunks[chunk] = chunks[chunk].grown(capacity, quads);
        }
    }

    int dimension() {
        return dimension;
    }

    ScanChunk[] chunks() {
        return chunks;
    }

    float bias(int row) {
        return chunks[Chunks.of(row)].biases[Chunks.place(row)];
    }

    /** Takes the row out of all scans. */
    void hide(int row) {
        chunks[Chunks.of(row)].biases[Chunks.place(row)] = Float.NEGATIVE_INFINITY;
    }

    /** Copies {@code float[dimension]} and the bias to the place of {@code row}. */
    void write(int row, float[] from, int offset, float bias) {
        ScanChunk chunk = chunks[Chunks.of(row)];
        int place = Chunks.place(row);
        chunk.biases[place] = bias;
        int at = QuadLayout.row(place, quads);
        if (floats) {
            kernels.toQuads(from, offset, dimension, chunk.vectors, at);
        }
        if (int8) {
            chunk.scales[place] = kernels.toQuads(from, offset, dimension, chunk.codes, at);
        }
    }

    /** Bytes of all arrays. */
    long bytes() {
        long bytes = 0;
        for (ScanChunk chunk : chunks) {
            bytes += chunk.bytes();
        }
        return bytes;
    }
}
