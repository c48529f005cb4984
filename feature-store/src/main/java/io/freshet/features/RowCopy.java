package io.freshet.features;

import io.freshet.features.declared.FeatureState;
import io.freshet.schemas.RowVersion;
import org.jspecify.annotations.Nullable;

/**
 * A replica's row as it is saved.
 *
 * @param version of the publication taken in last, null if none was
 * @param touchedMs when somebody wanted the item last, {@link ItemAges#UNKNOWN} if that is not known
 * @param features of the row of an item's declared features; null for none
 * @param parts null where the row has none; owned by the copy
 * @param neighbours of the row of an item's neighbours; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RowCopy(
        String rowId,
        @Nullable RowVersion version,
        float[] @Nullable [] parts,
        Signals signals,
        @Nullable FeatureState features,
        long count,
        long touchedMs,
        @Nullable NeighbourCopy neighbours) {

    /** Of the row of an item's declared features. */
    static RowCopy ofFeatures(String rowId, @Nullable RowVersion version, FeatureState features) {
        float[] @Nullable [] none = new float[RowLayout.PARTS][];
        return new RowCopy(rowId, version, none, Signals.NONE, features, 0, ItemAges.UNKNOWN, null);
    }
}
