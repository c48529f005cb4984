package io.freshet.ranking.baseline;

import io.freshet.ranking.eval.RecordedEvent;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/** Scores every item for one user at one time, from the events that it has learned. One thread. */
interface Scorer {
    /**
     * Writes a finite score for each of the first {@code known} items; higher is better.
     *
     * @param event tells user and time; its item is what is to be found and must not be looked at
     * @param history the items of the user's learned events, the oldest first, repeats included; not to be changed, and
     *     may be empty if {@link #usesHistory()} is false
     */
    void score(RecordedEvent event, IntArrayList history, int known, double[] scores);

    /** Shows the event; {@code history} is as in {@link #score}, so without it. */
    void learn(RecordedEvent event, IntArrayList history);

    /** Whether the users' histories need to be kept for this. */
    default boolean usesHistory() {
        return true;
    }

    /** Bytes of the heap that hold what is known of all users, their histories apart. */
    default long userBytes() {
        return 0;
    }

    /** Bytes of the heap that hold what is known of all items. */
    long itemBytes();
}
