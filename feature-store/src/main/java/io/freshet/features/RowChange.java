package io.freshet.features;

import org.jspecify.annotations.Nullable;

/** What a row was when its changes were last pushed; what has changed since is the difference. */
final class RowChange {
    final int slot;
    final long openedAtPush;
    final float[] @Nullable [] base = new float[RowLayout.PARTS][];
    long baseCount;
    boolean urgent;
    boolean pushed;

    RowChange(int slot, long openedAtPush, long baseCount) {
        this.slot = slot;
        this.openedAtPush = openedAtPush;
        this.baseCount = baseCount;
    }
}
