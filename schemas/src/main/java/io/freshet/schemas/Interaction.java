package io.freshet.schemas;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of a user with an item.
 *
 * @param eventId identifies the event; a second one of the same user is a duplicate
 * @param type kind of event, such as view or purchase
 * @param weight strength as a training signal, finite; negative for a dislike
 * @param eventTimeMs when it happened, milliseconds since 1970 UTC
 * @param sessionId the producer's session, if any
 * @param recommendationId the list the event came from, if any
 * @param context further facts by name
 */
public record Interaction(
        String eventId,
        String userId,
        String itemId,
        String type,
        float weight,
        long eventTimeMs,
        @Nullable String sessionId,
        @Nullable String recommendationId,
        Map<String, String> context) {

    /** Longest id of any record, in UTF-16 units. */
    public static final int MAX_ID_LENGTH = 512;

    /** Of an event whose source does not tell one. */
    public static final String DEFAULT_TYPE = "interaction";

    public Interaction {
        Checks.id("eventId", eventId);
        Checks.id("userId", userId);
        Checks.id("itemId", itemId);
        Checks.label("type", type);
        Checks.finite("weight", weight);
        Checks.notNegative("eventTimeMs", eventTimeMs);
        Checks.optionalId("sessionId", sessionId);
        Checks.optionalId("recommendationId", recommendationId);
        context = Checks.copy("context", context);
    }

    /** An event of type "interaction" without session, recommendation or context. */
    public static Interaction of(String eventId, String userId, String itemId, float weight, long eventTimeMs) {
        return new Interaction(eventId, userId, itemId, DEFAULT_TYPE, weight, eventTimeMs, null, null, Map.of());
    }
}
