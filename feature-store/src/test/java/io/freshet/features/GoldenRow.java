package io.freshet.features;

import io.freshet.schemas.Neighbours;

/** What the golden rows have in common. */
final class GoldenRow {
    static final String ID = "caf\u00e9-1";
    static final long INCARNATION = 1_234_567_890_123L;
    static final long TIME_MS = 1_700_000_000_000L;
    static final Signals SIGNALS =
            new Signals(12.5, 0.75, new Neighbours(new long[] {-3, 7}, new float[] {0.5f, 2.25f}, 0.125f));

    private GoldenRow() {}
}
