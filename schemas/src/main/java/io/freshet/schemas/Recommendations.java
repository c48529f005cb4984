package io.freshet.schemas;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ranked list for one user.
 *
 * @param recommendationId a function of the trigger: a repetition after a failure carries the same id
 * @param trigger {@link #INTERACTION} or {@link #REQUEST}
 * @param triggerId the event id or request id
 * @param eventTimeMs time of the trigger, milliseconds since 1970 UTC
 * @param reason why the list is empty or a fallback, such as "warming"; null in the ordinary case
 * @param items best first
 */
public record Recommendations(
        String recommendationId,
        String userId,
        String trigger,
        String triggerId,
        long eventTimeMs,
        String modelVersion,
        @Nullable String reason,
        List<RecommendedItem> items) {

    /** Trigger of a list pushed after an event. */
    public static final String INTERACTION = "interaction";

    /** Trigger of a list that was asked for. */
    public static final String REQUEST = "request";

    public Recommendations {
        Checks.id("recommendationId", recommendationId);
        Checks.id("userId", userId);
        Checks.label("trigger", trigger);
        Checks.require(
                trigger.equals(INTERACTION) || trigger.equals(REQUEST),
                "trigger",
                trigger,
                INTERACTION + " or " + REQUEST,
                "use one of the constants");
        Checks.id("triggerId", triggerId);
        Checks.notNegative("eventTimeMs", eventTimeMs);
        Checks.label("modelVersion", modelVersion);
        items = Checks.copy("items", items);
    }
}
