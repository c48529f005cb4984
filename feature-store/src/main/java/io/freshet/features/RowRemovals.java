package io.freshet.features;

import io.freshet.features.declared.FeatureState;

/**
 * Whether the owner of a row removes it because a learner has: not if another one has touched the item since. Immutable.
 *
 * @param layout of the rows
 * @param expiry of the items
 */
public record RowRemovals(RowLayout layout, ItemExpiry expiry) {
    /**
     * Says whether the row goes: its item expired, or it holds declared features that read as if there were none.
     *
     * @param removal what the learner says
     */
    public boolean removes(OwnedRow row, RowDelta removal) {
        return expiry.isGone(row.updatedMs(), removal.eventTimeMs()) || isOver(row, removal);
    }

    private boolean isOver(OwnedRow row, RowDelta removal) {
        if (layout.kind(row.rowId()) != RowKind.FEATURES) {
            return false;
        }
        FeatureState features = row.features();
        return features == null || layout.features().isOver(features, removal.eventTimeMs());
    }
}
