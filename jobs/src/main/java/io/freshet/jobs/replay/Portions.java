package io.freshet.jobs.replay;

import java.util.function.LongConsumer;

/** Counts events that are done and tells of them in portions, so that telling costs nothing. One thread. */
public final class Portions {
    private static final int SIZE = 500;

    private final LongConsumer progress;
    private int untold;

    /**
     * @param progress told how many more are done
     */
    public Portions(LongConsumer progress) {
        this.progress = progress;
    }

    public void one() {
        if (++untold == SIZE) {
            rest();
        }
    }

    /** Tells of those that were not yet told of. */
    public void rest() {
        progress.accept(untold);
        untold = 0;
    }
}
