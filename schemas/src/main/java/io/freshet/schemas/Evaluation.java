package io.freshet.schemas;

/**
 * Where an event's item stood in the user's ranking before anything was learned from the event.
 *
 * @param eventTimeMs the event's time, milliseconds since 1970 UTC
 * @param evaluated false when the event was not ranked: it is a dislike, or its group's ranking was lost with a failure; the
 *     rank is 0 then, and averages leave it out
 * @param knownUser whether the user had any earlier event
 * @param knownItem whether the item had any earlier event
 * @param consumedBefore whether the user had an earlier event with this item
 * @param rank 1 to {@value #MAX_RANK}, or 0 when not in the list
 * @param popularityRank the same for the popularity baseline
 * @param skewMs how far the event lies behind the newest event time seen, milliseconds; 0 when in order
 * @param learned whether the engine then learned from the event
 */
public record Evaluation(
        String eventId,
        String userId,
        String itemId,
        long eventTimeMs,
        boolean evaluated,
        boolean knownUser,
        boolean knownItem,
        boolean consumedBefore,
        int rank,
        int popularityRank,
        long skewMs,
        boolean learned,
        String modelVersion) {

    /** Length of the ranking an event is looked up in. */
    public static final int MAX_RANK = 100;

    public Evaluation {
        Checks.id("eventId", eventId);
        Checks.id("userId", userId);
        Checks.id("itemId", itemId);
        Checks.notNegative("eventTimeMs", eventTimeMs);
        Checks.within("rank", rank, 0, MAX_RANK);
        Checks.within("popularityRank", popularityRank, 0, MAX_RANK);
        Checks.require(
                evaluated || rank == 0,
                "rank of an unevaluated event",
                Integer.toString(rank),
                "0",
                "leave it 0 or set evaluated");
        Checks.notNegative("skewMs", skewMs);
        Checks.label("modelVersion", modelVersion);
    }
}
