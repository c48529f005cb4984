package io.freshet.jobs.local;

import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Recommendations;

/** Who is told what stands in the topics: of events by the producer's thread, of all else by the reader's. */
public interface Outputs {

    /** The broker has an event since {@code appendMs}. */
    default void appended(String eventId, long appendMs) {}

    /** An evaluation that was read; tells the ledger, which knows whether it is the event's first answer. */
    void evaluation(Evaluation evaluation, long appendMs);

    /** Whether lists are read at all. */
    default boolean wantLists() {
        return false;
    }

    /** A list that was read, and when it could be. */
    default void recommendations(Recommendations list, long readableMs) {}

    /** The interaction at this position of its topic is in the dead letters; tells the ledger. */
    void deadLetter(int partition, long offset, long appendMs);
}
