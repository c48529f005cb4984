package io.freshet.features;

import io.freshet.features.declared.EntityPlan;
import io.freshet.features.declared.FeatureChange;
import io.freshet.features.declared.FeatureEvent;
import io.freshet.features.declared.FeatureState;
import io.freshet.schemas.Coverage;
import io.freshet.schemas.RowVersion;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a learner knows of one row of declared features beside its state: version, own events not pushed, own pushes not covered. */
final class FeatureRow {
    private final long key;
    private final String itemId;
    private @Nullable RowVersion version;
    private @Nullable FeatureChange change;
    private @Nullable ArrayDeque<RowDelta> inFlight;

    FeatureRow(long key, String itemId) {
        this.key = key;
        this.itemId = itemId;
    }

    long key() {
        return key;
    }

    String itemId() {
        return itemId;
    }

    /** Of the publication that was taken in last; null if none was. */
    @Nullable
    RowVersion version() {
        return version;
    }

    void version(@Nullable RowVersion value) {
        version = value;
    }

    /** Own events since the last push; null for none. */
    @Nullable
    FeatureChange change() {
        return change;
    }

    void note(EntityPlan plan, @Nullable FeatureState before, FeatureEvent event) {
        change = plan.note(change, before, event);
    }

    /** Whether the owner may have the row. */
    boolean isShared() {
        return version != null || inFlight != null;
    }

    /** The own events are pushed. */
    void push(RowDelta delta) {
        change = null;
        wait(delta);
    }

    /** Waits for a publication that covers the delta. */
    void wait(RowDelta delta) {
        if (inFlight == null) {
            inFlight = new ArrayDeque<>(4);
        }
        inFlight.add(delta);
    }

    /** Waits for nothing; returns what was waited for. */
    int waitNoMore() {
        int waiting = inFlight == null ? 0 : inFlight.size();
        inFlight = null;
        return waiting;
    }

    /** Forgets the deltas that {@code covers} names; returns how many there were. */
    int acknowledge(List<Coverage> covers, int learner, long incarnation) {
        if (inFlight == null) {
            return 0;
        }
        long last = InFlight.lastPush(covers, learner, incarnation);
        int acknowledged = 0;
        while (!inFlight.isEmpty() && inFlight.getFirst().push() <= last) {
            inFlight.removeFirst();
            acknowledged++;
        }
        inFlight = inFlight.isEmpty() ? null : inFlight;
        return acknowledged;
    }

    /** What the owner has and, on top of it, the own events that it does not include yet; null if there is neither. */
    @Nullable
    FeatureState withOwn(@Nullable FeatureState base, EntityPlan plan) {
        FeatureState sum = base;
        if (inFlight != null) {
            for (RowDelta delta : inFlight) {
                sum = delta.features() == null ? sum : plan.plus(sum, delta.features());
            }
        }
        return change == null ? sum : plan.plus(sum, change);
    }
}
