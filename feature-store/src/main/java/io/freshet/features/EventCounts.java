package io.freshet.features;

import io.freshet.embedding.simd.StableMath;
import java.util.Arrays;

/** How many events rows had, with functions of it that are asked for far more often than a count changes. One thread. */
public final class EventCounts {
    private int[] counts = new int[64];
    private float[] inverseRoots = new float[64];
    private float[] logs = new float[64];

    /** Adds events, 1 or more. */
    public void add(int row, int events) {
        set(row, (long) of(row) + events);
    }

    /** Overwrites the count; one beyond an int's is the greatest int. */
    void set(int row, long count) {
        if (row >= counts.length) {
            int length = Math.max(row + 1, 2 * counts.length);
            counts = Arrays.copyOf(counts, length);
            inverseRoots = Arrays.copyOf(inverseRoots, length);
            logs = Arrays.copyOf(logs, length);
        }
        counts[row] = (int) Math.min(count, Integer.MAX_VALUE);
        inverseRoots[row] = counts[row] == 0 ? 0f : 1f / (float) Math.sqrt(counts[row]);
        logs[row] = StableMath.log(1f + counts[row]);
    }

    public int of(int row) {
        return row < counts.length ? counts[row] : 0;
    }

    /** 1/√count; 0 for a row without events. */
    public float inverseRoot(int row) {
        return row < counts.length ? inverseRoots[row] : 0f;
    }

    /** log(1 + count). */
    public float log(int row) {
        return row < counts.length ? logs[row] : 0f;
    }

    long bytes() {
        return (long) (Integer.BYTES + 2 * Float.BYTES) * counts.length;
    }
}
