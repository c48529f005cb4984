package io.freshet.jobs.live;

import io.freshet.features.RowLayout;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/**
 * Which rows an owner publishes at its next tick, within a budget of bytes.
 *
 * <p>Changed rows go out in the order of their first change, and however often one changed since the last time, it goes out
 * once: so a row that everybody changes costs little, and too small a budget makes rows late but never lets them queue
 * up without limit. Rows of neighbours, which are big, go out when no other row waits. Rows that have to be published again after a restore have half a budget to themselves, so that
 * neither kind holds up the other. Time is passed in; one thread; O(1) a row.
 */
final class PublishQueue {
    /** How long changes are collected. */
    static final long TICK_MS = 20;

    /** Rows published again at a tick, so that it stays short where the budget is large. */
    static final int MOST_AGAIN = 500;

    /** What may go out at once after a quiet time, in milliseconds of the budget. */
    private static final long BURST_MS = 250;

    private final double bytesPerMs;
    private final LinkedHashSet<String> changed = new LinkedHashSet<>();
    private final LinkedHashSet<String> yielding = new LinkedHashSet<>();
    private final ArrayDeque<String> again = new ArrayDeque<>();
    private double left;
    private double leftForAgain;
    private int rowsAgain;
    private long lastMs;

    PublishQueue(double bytesPerSecond, long nowMs) {
        this.bytesPerMs = bytesPerSecond / 1000;
        this.left = bytesPerMs * BURST_MS;
        this.lastMs = nowMs;
    }

    /** Takes a changed row. */
    void add(String rowId) {
        (RowLayout.yields(rowId) ? yielding : changed).add(rowId);
    }

    /** Takes a row that must be published again. */
    void addAgain(String rowId) {
        again.add(rowId);
    }

    /** Begins a tick. */
    void tick(long nowMs) {
        left = Math.min(bytesPerMs * BURST_MS, left + bytesPerMs * Math.max(0, nowMs - lastMs));
        lastMs = Math.max(lastMs, nowMs);
        leftForAgain = Math.min(0, leftForAgain) + bytesPerMs * TICK_MS / 2;
        rowsAgain = 0;
    }

    /** The changed row that is next, or null if none waits or the budget is spent. */
    @Nullable
    String nextChanged() {
        return left > 0 ? first() : null;
    }

    /** The next row to be published again in this tick; null if there is none, or the tick's share is spent. */
    @Nullable
    String nextAgain() {
        return leftForAgain > 0 && rowsAgain++ < MOST_AGAIN ? again.poll() : null;
    }

    /** The next row, whatever the budget; null if none waits. */
    @Nullable
    String nextAtTheEnd() {
        String row = first();
        return row == null ? again.poll() : row;
    }

    /** Notes the bytes of a changed row that was published. */
    void spent(int bytes) {
        left -= bytes;
    }

    /** Notes the bytes of a row that was published again. */
    void spentAgain(int bytes) {
        leftForAgain -= bytes;
    }

    boolean isEmpty() {
        return changedRows() == 0 && again.isEmpty();
    }

    /** Changed rows that wait. */
    int changedRows() {
        return changed.size() + yielding.size();
    }

    /** Rows that are still to be published again. */
    int rowsAgain() {
        return again.size();
    }

    private @Nullable String first() {
        if (changedRows() == 0) {
            return null;
        }
        Iterator<String> rows = (changed.isEmpty() ? yielding : changed).iterator();
        String rowId = rows.next();
        rows.remove();
        return rowId;
    }
}
