package io.freshet.features;

import io.freshet.schemas.RowVersion;
import org.jspecify.annotations.Nullable;

/**
 * A replica's row as it is saved.
 *
 * @param version of the publication taken in last, null if none was
 * @param touchedMs when somebody wanted the item last, {@link ItemAges#UNKNOWN} if that is not known
 * @param parts null where the row has none; owned by the copy
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RowCopy(
        String rowId,
        @Nullable RowVersion version,
        float[] @Nullable [] parts,
        Signals signals,
        long count,
        long touchedMs) {}
