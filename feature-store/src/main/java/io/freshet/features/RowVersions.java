package io.freshet.features;

import io.freshet.schemas.RowVersion;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The version of each row that was taken in, by slot; null for a row that the owner has not published. */
final class RowVersions {
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
}
