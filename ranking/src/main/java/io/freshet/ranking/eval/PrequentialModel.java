package io.freshet.ranking.eval;

import io.freshet.ranking.pipeline.Explanation;
import java.util.List;

/**
 * A model under prequential evaluation: asked for ranks before it is shown what happened. One thread.
 *
 * <p>It ranks the items of the events it has learned from; among equal scores the item first seen earlier wins. In
 * variant X it leaves out what the user consumed before the event's group; in variant I nothing.
 */
public interface PrequentialModel {
    /** No list had the item. */
    int UNRANKED = 0;

    /**
     * The rank of the event's item, from 1, or {@link #UNRANKED}. Asked only for users with an earlier event, and for
     * all tested events of a group before the first of them is learned.
     */
    int rank(RecordedEvent event);

    /**
     * Fills {@code items} with the first of the ranking that {@code event} was just ranked in, best first; returns how
     * many there are.
     */
    int top(RecordedEvent event, int[] items);

    /**
     * Why each of the first {@code size} items of {@link #top} stands where it does; empty if the model does not tell. To be
     * asked right after the first event of a group was ranked.
     */
    default List<Explanation> why(RecordedEvent event, int size) {
        return List.of();
    }

    /**
     * The rank of the item in the list that a user without history is served, or {@link #UNRANKED}; −1 if such users
     * are served nothing.
     */
    default int coldRank(RecordedEvent event) {
        return -1;
    }

    /** Shows an event of a dislike; most models know nothing of such. */
    default void dislike(RecordedEvent event) {}

    /** Shows an event that says nothing of what its user wants; most models pass it over. */
    default void passOver(RecordedEvent event) {}

    /** Shows the event. */
    void learn(RecordedEvent event);

    /** Bytes of the heap that hold what is known of all users. */
    long userBytes();

    /** Bytes of the heap that hold what is known of all items. */
    long itemBytes();
}
