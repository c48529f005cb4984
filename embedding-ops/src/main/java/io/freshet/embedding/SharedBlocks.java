package io.freshet.embedding;

import static java.util.Objects.requireNonNull;

import io.freshet.embedding.simd.QuadLayout;
import io.freshet.embedding.simd.ScanKernels;

/**
 * Scores and keys of rows that another thread may be writing, copied so that those of one call are all of one moment. One
 * thread. Cost: that of the scores, and once more each time that the writer was at the block; after
 * {@value Seqlock#TRIES} times the writer is made to wait.
 */
final class SharedBlocks {
    private final ScanKernels kernels;
    private final boolean codes;
    private final float[] query;
    private final float[] scores;
    private final long[] keys;

    /**
     * @param codes whether to score the int8 codes of rows, or else their floats
     * @param query as {@link QuadLayout#query} has it, to be filled by the caller
     * @param scores where scores go
     * @param keys where keys go, as long as {@code scores}
     */
    SharedBlocks(ScanKernels kernels, boolean codes, float[] query, float[] scores, long[] keys) {
        this.kernels = kernels;
        this.codes = codes;
        this.query = query;
        this.scores = scores;
        this.keys = keys;
    }

    /**
     * Writes scores and keys of groups that lie in one block from {@code at} on; keys only if there is a score above the
     * threshold.
     *
     * @return whether there is
     */
    boolean read(ScanChunk chunk, int group, int end, int at, float threshold) {
        Seqlock lock = requireNonNull(chunk.lock);
        int block = group / Seqlock.GROUPS;
        for (int tries = 0; tries < Seqlock.TRIES; tries++) {
            int version = lock.read(block);
            boolean found = copy(chunk, group, end, at, threshold);
            if (!lock.isStale(block, version)) {
                return found;
            }
        }
        return readHeld(lock, chunk, group, end, at, threshold);
    }

    /** Calls nothing that could wait for the writer, which waits meanwhile. */
    private boolean readHeld(Seqlock lock, ScanChunk chunk, int group, int end, int at, float threshold) {
        int block = group / Seqlock.GROUPS;
        lock.hold(block);
        try {
            while (true) {
                int version = lock.read(block);
                boolean found = copy(chunk, group, end, at, threshold);
                if (!lock.isStale(block, version)) {
                    return found;
                }
            }
        } finally {
            lock.release();
        }
    }

    private boolean copy(ScanChunk chunk, int group, int end, int at, float threshold) {
        int to = at + (end - group) * QuadLayout.GROUP;
        if (codes) {
            kernels.scores(chunk.codes, group, end, query, chunk.scales, chunk.biases, scores, at);
        } else {
            kernels.scores(chunk.vectors, group, end, query, chunk.biases, scores, at);
        }
        boolean found = kernels.nextAbove(scores, at, to, threshold) < to;
        if (found) {
            System.arraycopy(chunk.keys, group * QuadLayout.GROUP, keys, at, to - at);
        }
        return found;
    }
}
