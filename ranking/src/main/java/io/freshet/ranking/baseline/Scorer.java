package io.freshet.ranking.baseline;

import io.freshet.ranking.eval.RecordedEvent;

/** Scores every item for one user at one time, from the events that it has learned. One thread. */
interface Scorer {
    /**
     * Writes a finite score for each of the first {@code known} items; higher is better.
     *
     * @param event tells user and time; its item is what is to be found and must not be looked at
     */
    void score(RecordedEvent event, int known, double[] scores);

    void learn(RecordedEvent event);

    /** Bytes of the heap that hold what is known of all users. */
    long userBytes();

    /** Bytes of the heap that hold what is known of all items. */
    long itemBytes();
}
