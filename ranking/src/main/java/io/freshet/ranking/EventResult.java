package io.freshet.ranking;

/**
 * Where an event's item stood in the ranking from before the event's (user, timestamp) group.
 *
 * @param evaluated false if that ranking was lost or the event is not one of a wanted item, so the ranks mean nothing
 * @param knownUser whether the user had an earlier event
 * @param knownItem whether anybody had an event with the item
 * @param consumedBefore whether the user consumed the item before the group
 * @param rank 1 … {@link Recommender#LIST_SIZE}, 0 if not in the list
 * @param popularityRank the same in the ranking by event counts
 */
public record EventResult(
        boolean evaluated, boolean knownUser, boolean knownItem, boolean consumedBefore, int rank, int popularityRank) {

    /** Of an event that is not tested: a dislike, or one that counts nothing. */
    static final EventResult UNTESTED = new EventResult(false, false, false, false, 0, 0);

    static final EventResult LOST = new EventResult(false, true, false, false, 0, 0);
}
