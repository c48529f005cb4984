package io.freshet.jobs.compare;

import io.freshet.jobs.rundir.PerEvent;

/** Which slice of each kind every tested event is in, and how many each has. Immutable. */
final class Parts {
    private final byte[] userSlices;
    private final byte[] itemSlices;
    private final long[] events = new long[Slice.values().length];

    Parts(PerEvent tested) {
        userSlices = new byte[tested.size()];
        itemSlices = new byte[tested.size()];
        for (int row = 0; row < tested.size(); row++) {
            userSlices[row] = (byte) Slice.ofUser(tested, row).ordinal();
            itemSlices[row] = (byte) Slice.ofItem(tested, row).ordinal();
            events[userSlices[row]]++;
            events[itemSlices[row]]++;
        }
    }

    int rows() {
        return userSlices.length;
    }

    /** Ordinal of the event's slice by user history. */
    int userSlice(int row) {
        return userSlices[row];
    }

    /** Ordinal of the event's slice by item age. */
    int itemSlice(int row) {
        return itemSlices[row];
    }

    long events(Slice slice) {
        return events[slice.ordinal()];
    }

    boolean isTested(Slice slice) {
        return slice.isTestable() && events(slice) > 0;
    }

    /** Slices in which runs can differ. */
    int tests() {
        int tests = 0;
        for (Slice slice : Slice.values()) {
            tests += isTested(slice) ? 1 : 0;
        }
        return tests;
    }
}
