package io.freshet.features;

import io.freshet.embedding.ItemIndex;
import org.jspecify.annotations.Nullable;

/**
 * What a row's parts and count were when its changes were last pushed, so that what has changed since is the difference; and
 * what was added since to its faded counts and neighbours.
 */
final class RowChange {
    private static final int NOT_HELD = -1;

    final int slot;
    final float[] @Nullable [] base = new float[RowLayout.PARTS][];
    long baseCount;
    double slow = DecayedCounts.NEVER;
    double fast = DecayedCounts.NEVER;

    @Nullable
    NeighbourList pairs;

    /** Where {@link OpenChanges} has it among those that wait; {@link #NOT_HELD} if it never waited. */
    int due = NOT_HELD;

    boolean urgent;
    boolean pushed;

    RowChange(int slot, long baseCount) {
        this.slot = slot;
        this.baseCount = baseCount;
    }

    void count(double slowLog, double fastLog) {
        slow = DecayedCounts.logOfSum(slow, slowLog);
        fast = DecayedCounts.logOfSum(fast, fastLog);
    }

    void pair(int row, float amount, int limit) {
        if (pairs == null) {
            pairs = new NeighbourList();
        }
        pairs.add(row, amount, limit);
    }

    /** What is to be added to the row's signals. */
    Signals signals(ItemIndex index) {
        return slow == DecayedCounts.NEVER && pairs == null
                ? Signals.NONE
                : new Signals(slow, fast, pairs == null ? null : pairs.toNeighbours(index));
    }
}
