package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;
import io.freshet.embedding.simd.RowKernels;
import java.util.Arrays;
import java.util.Set;

/**
 * The vectors of a table as the scans want them, in {@link QuadLayout}, with their biases apart.
 *
 * <p>One thread, unless it is shared: then threads beside the writer may read {@link #places} and, after it, what is
 * {@link #published}, as {@link Seqlock} lets them. A chunk that had to grow is another chunk, and the old
 * one is never written again: growing stops nobody.
 */
final class ScanTable {
    private final int dimension;
    private final int quads;
    private final boolean floats;
    private final boolean int8;
    private final boolean shared;
    private final RowKernels kernels;
    private ScanChunk[] chunks = new ScanChunk[0];
    private volatile ScanChunk[] published = chunks;
    private volatile int places;

    ScanTable(int dimension, Set<ScanFormat> formats, boolean shared, RowKernels kernels) {
        this.dimension = dimension;
        this.quads = QuadLayout.quads(dimension);
        this.floats = formats.contains(ScanFormat.FLOAT32);
        this.int8 = formats.contains(ScanFormat.INT8);
        this.shared = shared;
        this.kernels = kernels;
    }

    boolean isShared() {
        return shared;
    }

    /** Makes room for {@code row}, which may be at most one more than before, and is hidden until it is written. */
    void reserve(int row) {
        int chunk = Chunks.of(row);
        int capacity = Chunks.capacity(chunk, Chunks.place(row));
        if (chunk == chunks.length) {
            publish(chunk, ScanChunk.of(capacity, quads, floats, int8, shared));
        } else if (chunks[chunk].rows() < capacity) {
            publish(chunk, chunks[chunk].grown(capacity, quads));
        }
        if (row == places) {
            places = row + 1;
        }
    }

    /** In a new array: a thread that reads the old one may go on with it. */
    private void publish(int number, ScanChunk chunk) {
        ScanChunk[] copy = Arrays.copyOf(chunks, Math.max(chunks.length, number + 1));
        copy[number] = chunk;
        chunks = copy;
        published = copy;
    }

    /** Tells scan threads, if there can be any, whose a hidden row is. */
    void assign(int row, long key) {
        ScanChunk chunk = chunks[Chunks.of(row)];
        if (chunk.keys.length > 0) {
            int place = Chunks.place(row);
            chunk.open(place);
            chunk.keys[place] = key;
            chunk.close(place);
        }
    }

    int dimension() {
        return dimension;
    }

    /** Rows are below this. */
    int places() {
        return places;
    }

    /** For the writer, which reads it at every row: were it volatile, a learning step would take 5 % longer. */
    ScanChunk[] chunks() {
        return chunks;
    }

    /** For scan threads, which must have asked for the {@link #places} before: no chunk of these is missing. */
    ScanChunk[] published() {
        return published;
    }

    float bias(int row) {
        return chunks[Chunks.of(row)].biases[Chunks.place(row)];
    }

    /** Takes the row out of all scans. */
    void hide(int row) {
        ScanChunk chunk = chunks[Chunks.of(row)];
        int place = Chunks.place(row);
        chunk.open(place);
        chunk.biases[place] = Float.NEGATIVE_INFINITY;
        chunk.close(place);
    }

    /** Copies {@code float[dimension]} and the bias to the place of {@code row}. */
    void write(int row, float[] from, int offset, float bias) {
        ScanChunk chunk = chunks[Chunks.of(row)];
        int place = Chunks.place(row);
        chunk.open(place);
        try {
            chunk.biases[place] = bias;
            vector(chunk, place, from, offset);
        } finally {
            // also after an OutOfMemoryError: readers would wait for ever
            chunk.close(place);
        }
    }

    private void vector(ScanChunk chunk, int place, float[] from, int offset) {
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
