package io.freshet.embedding;

import io.freshet.embedding.simd.QuadLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Versions by which scan threads notice that the writer was at the rows that they read: one for each block of 64 rows,
 * odd while a row of it is written. A reader copies what it wants of a block and then asks whether the version is still
 * the same; if it is not, what was copied may be of two moments, and the reader starts again.
 *
 * <p>One writer, any number of readers. A reader that has failed {@value #TRIES} times {@link #hold}s the block: the
 * writer then waits before its next row of it, for the one copy that is missing, and at no other time. Cost: two stores
 * and a load for each row that is written, two loads for each block that is read.
 */
final class Seqlock {
    /** Groups of a block. */
    static final int GROUPS = 4;

    /** Copies that a reader makes before it has the writer wait. */
    static final int TRIES = 16;

    private static final int ROWS = GROUPS * QuadLayout.GROUP;
    private static final int SPINS = 100;
    private static final int NONE = -1;
    private static final VarHandle VERSIONS = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle HELD = held();

    private final int[] versions;

    /** Makes holders take turns: fair, so that each waits no longer than for the others' copies. */
    private final ReentrantLock holders = new ReentrantLock(true);

    /** The block that the writer must not enter. */
    @SuppressWarnings("unused")
    private int held = NONE;

    Seqlock(int rows) {
        versions = new int[(rows + ROWS - 1) / ROWS];
    }

    /** To be called by the writer before it writes to the row at {@code place}; {@link #close} must follow. */
    void open(int place) {
        int block = place / ROWS;
        if (isHeld(block)) {
            letIn(block);
        }
        VERSIONS.setOpaque(versions, block, versions[block] + 1);
        VarHandle.releaseFence();
    }

    void close(int place) {
        int block = place / ROWS;
        VERSIONS.setRelease(versions, block, versions[block] + 1);
    }

    private void letIn(int block) {
        for (int waits = 0; isHeld(block); waits++) {
            pause(waits);
        }
    }

    /** The version of a block; after a while also if a row of it is being written, and then it is stale from the start. */
    int read(int block) {
        int version = (int) VERSIONS.getAcquire(versions, block);
        for (int waits = 0; isOdd(version) && waits <= SPINS; waits++) {
            pause(waits);
            version = (int) VERSIONS.getAcquire(versions, block);
        }
        return version;
    }

    /** Whether what was read of a block since it had {@code version} must be thrown away. */
    boolean isStale(int block, int version) {
        VarHandle.acquireFence();
        return isOdd(version) || (int) VERSIONS.getOpaque(versions, block) != version;
    }

    /** Lets the writer end its row, but begin none in this block until {@link #release}, which must follow. */
    void hold(int block) {
        holders.lock();
        HELD.setOpaque(this, block);
    }

    void release() {
        HELD.setOpaque(this, NONE);
        holders.unlock();
    }

    boolean isHeld(int block) {
        return (int) HELD.getOpaque(this) == block;
    }

    long bytes() {
        return (long) Integer.BYTES * versions.length;
    }

    /** The other thread may have been stopped, and need this very core. */
    private static void pause(int waits) {
        if (waits < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    private static boolean isOdd(int version) {
        return (version & 1) != 0;
    }

    private static VarHandle held() {
        try {
            return MethodHandles.lookup().findVarHandle(Seqlock.class, "held", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
