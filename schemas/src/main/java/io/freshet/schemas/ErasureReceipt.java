package io.freshet.schemas;

import java.util.List;

/**
 * What was done about an {@link Erasure}.
 *
 * @param erasedMs when it was done, milliseconds since 1970 UTC
 * @param erased what was deleted, by name
 * @param remaining what could not be deleted at once, by name
 * @param remainingUntilMs when the last of it is gone, milliseconds since 1970 UTC; 0 when nothing remains
 */
public record ErasureReceipt(
        String erasureId,
        String userId,
        long erasedMs,
        List<String> erased,
        List<String> remaining,
        long remainingUntilMs) {

    public ErasureReceipt {
        Checks.id("erasureId", erasureId);
        Checks.id("userId", userId);
        Checks.notNegative("erasedMs", erasedMs);
        erased = Checks.labels("erased", erased);
        remaining = Checks.labels("remaining", remaining);
        Checks.notNegative("remainingUntilMs", remainingUntilMs);
    }
}
