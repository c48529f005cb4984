package io.freshet.schemas;

import java.util.List;

/**
 * What of a list the user was really shown.
 *
 * @param itemIds the items shown, in their order on the screen
 * @param shownMs when, milliseconds since 1970 UTC
 */
public record Impression(String recommendationId, String userId, List<String> itemIds, long shownMs) {

    public Impression {
        Checks.id("recommendationId", recommendationId);
        Checks.id("userId", userId);
        itemIds = Checks.ids("itemIds", itemIds);
        Checks.notNegative("shownMs", shownMs);
    }
}
