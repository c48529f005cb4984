package io.freshet.schemas;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a recommendation now.
 *
 * @param limit how many items at most, 1 to {@value #MAX_LIMIT}
 * @param contextItems items the user looks at now, newest last; at most {@value #MAX_CONTEXT}
 * @param candidates items to rerank, at most {@value #MAX_ITEMS}; empty for the engine's own
 * @param excludes items that must not be returned, at most {@value #MAX_ITEMS}
 * @param category only items of this category; null for all
 * @param requestTimeMs when it was asked, milliseconds since 1970 UTC
 */
public record RecommendationRequest(
        String requestId,
        String userId,
        int limit,
        List<String> contextItems,
        List<String> candidates,
        List<String> excludes,
        @Nullable String category,
        long requestTimeMs) {

    /** Most items one request may ask for. */
    public static final int MAX_LIMIT = 1000;

    /** Most context items one request may name; more than are looked back on would not count. */
    public static final int MAX_CONTEXT = 100;

    /** Most candidates, and most excluded items, one request may name. */
    public static final int MAX_ITEMS = 10_000;

    public RecommendationRequest {
        Checks.id("requestId", requestId);
        Checks.id("userId", userId);
        Checks.within("limit", limit, 1, MAX_LIMIT);
        contextItems = Checks.ids("contextItems", contextItems, MAX_CONTEXT);
        candidates = Checks.ids("candidates", candidates, MAX_ITEMS);
        excludes = Checks.ids("excludes", excludes, MAX_ITEMS);
        if (category != null) {
            Checks.label("category", category);
        }
        Checks.notNegative("requestTimeMs", requestTimeMs);
    }
}
