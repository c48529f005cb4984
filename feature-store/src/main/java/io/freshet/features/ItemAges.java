package io.freshet.features;

import io.freshet.embedding.ItemIndex;
import java.util.Arrays;
import java.util.BitSet;

/** When each item was touched last, by row, in event time. One thread; 8 bytes a row if items expire. */
public final class ItemAges {
    /** Of a row of which it was not saved; and before the first event. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private static final long EXPIRED = Long.MIN_VALUE + 1;

    private final ItemExpiry expiry;
    private long[] touchedMs = {};
    private long stepMs = UNKNOWN;

    public ItemAges(ItemExpiry expiry) {
        this.expiry = expiry;
    }

    boolean isOn() {
        return expiry.isOn();
    }

    /** Tells that somebody wanted the item of a row. */
    public void touched(int row, long timeMs) {
        if (expiry.isOn()) {
            reserve(row);
            touchedMs[row] = Math.max(touchedMs[row], timeMs);
        }
    }

    /** Lets the item of a row be gone with the next step, if nobody touches it before. */
    void expire(int row) {
        if (expiry.isOn()) {
            reserve(row);
            touchedMs[row] = EXPIRED;
        }
    }

    /** When the item of a row was touched last; {@link #UNKNOWN} if that is not known. */
    long of(int row) {
        return row < touchedMs.length ? touchedMs[row] : UNKNOWN;
    }

    /** Whether what was touched last then is gone by the newest event. */
    boolean isGone(long timeMs) {
        return stepMs != UNKNOWN && expiry.isGone(timeMs, stepMs);
    }

    /** When the current step began; it moves with {@link #gone}. */
    long stepMs() {
        return stepMs;
    }

    /** Whether an event of this time begins a step, so that it is to be asked what is {@link #gone}. */
    public boolean isDue(long timeMs) {
        return expiry.isOn() && (stepMs == UNKNOWN || expiry.stepOf(timeMs) > stepMs);
    }

    /**
     * Moves on to the step of an event, and finds the rows of the items that are gone by then. Those that nobody has touched
     * yet are not, and of whom it is not known count as touched now. Cost: one pass over the items.
     */
    public BitSet gone(long timeMs, ItemIndex index) {
        stepMs = Math.max(stepMs, expiry.stepOf(timeMs));
        BitSet gone = new BitSet();
        for (int place = 0; place < index.touchPlaces(); place++) {
            int row = index.touchedRow(place);
            if (index.isUsed(row)) {
                if (of(row) == UNKNOWN) {
                    touched(row, timeMs);
                } else if (expiry.isGone(of(row), stepMs)) {
                    gone.set(row);
                }
            }
        }
        return gone;
    }

    /** Forgets a row, which another may get. */
    void forget(int row) {
        if (row < touchedMs.length) {
            touchedMs[row] = UNKNOWN;
        }
    }

    /** Forgets rows, which others may get. */
    public void forget(BitSet gone) {
        for (int row = gone.nextSetBit(0); row >= 0 && row < touchedMs.length; row = gone.nextSetBit(row + 1)) {
            touchedMs[row] = UNKNOWN;
        }
    }

    /** Bytes of the heap that it takes. */
    public long bytes() {
        return (long) Long.BYTES * touchedMs.length;
    }

    private void reserve(int row) {
        if (row >= touchedMs.length) {
            int known = touchedMs.length;
            touchedMs = Arrays.copyOf(touchedMs, Math.max(64, Math.max(row + 1, 2 * known)));
            Arrays.fill(touchedMs, known, touchedMs.length, UNKNOWN);
        }
    }
}
