package io.freshet.features;

import io.freshet.schemas.RowVersion;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The version of each row that was taken in, by slot; null for a row that the owner has not published. */
final class RowVersions {
    /** Older than any that an owner publishes. */
    static final RowVersion REMOVED = new RowVersion(0, 0);

    private @Nullable RowVersion[] versions = new RowVersion[64];

    @Nullable
    RowVersion of(int slot) {
        return slot < versions.length ? versions[slot] : null;
    }

    void set(int slot, @Nullable RowVersion version) {
        if (slot >= versions.length) {
            versions = Arrays.copyOf(versions, Math.max(slot + 1, 2 * versions.length));
        }
        versions[slot] = version;
    }

    /**
     * Whether all that a publication has beyond what was known are so many own deltas.
     *
     * @param known version of what was taken in last; null if nothing was
     */
    static boolean isOwnNews(@Nullable RowVersion known, RowVersion published, int acknowledged) {
        return known == null
                ? published.counter() == acknowledged
                : known.epoch() == published.epoch() && published.counter() - known.counter() == acknowledged;
    }
}
