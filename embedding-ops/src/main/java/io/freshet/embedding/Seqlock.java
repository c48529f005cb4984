package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Versions by which scan threads notice that the writer was at the rows that they read: one for each block of 64 rows,
 * odd while a row of it is written. A reader copies what it wants of a block and then asks whether the version is still
 * the same; if it is not, what was copied may be of two moments, and the reader starts again.
 *
 * <p>One writer, which never waits; any number of readers. Cost: two stores for each row that is written, two loads for
 * each block that is read.
 */
final class Seqlock {
    /** Groups of a block. */
    static final int GROUPS = 4;

    private static final int ROWS = GROUPS * QuadLayout.GROUP;
    private static final int SPINS = 100;
    private static final VarHandle VERSIONS = MethodHandles.arrayElementVarHandle(int[].class);

    private final int[] versions;

    Seqlock(int rows) {
        versions = new int[(rows + ROWS - 1) / ROWS];
    }

    /** To be called by the writer before it writes to the row at {@code place}; {@link #close} must follow. */
    void open(int place) {
        int block = place / ROWS;
        VERSIONS.setOpaque(versions, block, versions[block] + 1);
        VarHandle.releaseFence();
    }

    void close(int place) {
        int block = place / ROWS;
        VERSIONS.setRelease(versions, block, versions[block] + 1);
    }

    /** The version of a block, as soon as no row of it is being written. */
    int read(int block) {
        int version = (int) VERSIONS.getAcquire(versions, block);
        for (int spins = 0; isOdd(version); spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                // the writer was stopped in the middle of a row, and may need this very core
                Thread.yield();
            }
            version = (int) VERSIONS.getAcquire(versions, block);
        }
        return version;
    }

    /** Whether what was read of a block since it had {@code version} must be thrown away. */
    boolean isStale(int block, int version) {
        VarHandle.acquireFence();
        return (int) VERSIONS.getOpaque(versions, block) != version;
    }

    long bytes() {
        return (long) Integer.BYTES * versions.length;
    }

    private static boolean isOdd(int version) {
        return (version & 1) != 0;
    }
}
