package io.freshet.schemas;

/**
 * Asks that a user be forgotten.
 *
 * @param requestedMs when it was asked, milliseconds since 1970 UTC
 */
public record Erasure(String erasureId, String userId, long requestedMs) {

    public Erasure {
        Checks.id("erasureId", erasureId);
        Checks.id("userId", userId);
        Checks.notNegative("requestedMs", requestedMs);
    }
}
