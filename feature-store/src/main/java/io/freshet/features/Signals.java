package io.freshet.features;

import io.freshet.schemas.ItemState;
import io.freshet.schemas.Neighbours;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row, or a change of one, has beside its parts and its count. Immutable.
 *
 * @param slow logarithm of the slowly fading count, or {@link DecayedCounts#NEVER}
 * @param fast the same of the quickly fading one
 * @param neighbours null where there can be none
 */
public record Signals(double slow, double fast, @Nullable Neighbours neighbours) {
    public static final Signals NONE = new Signals(DecayedCounts.NEVER, DecayedCounts.NEVER, null);

    /** Of a published row. */
    static Signals of(ItemState row) {
        List<Double> logs = row.fadedLogs();
        return logs.size() == 2
                ? new Signals(logs.get(0), logs.get(1), row.neighbours())
                : new Signals(DecayedCounts.NEVER, DecayedCounts.NEVER, row.neighbours());
    }

    /** Both added up; {@code limit} is that of {@link NeighbourSums#sum}. */
    Signals plus(Signals other, int limit) {
        return new Signals(
                DecayedCounts.logOfSum(slow, other.slow),
                DecayedCounts.logOfSum(fast, other.fast),
                sum(neighbours, other.neighbours, limit));
    }

    boolean isCounted() {
        return slow != DecayedCounts.NEVER;
    }

    /** As they are published. */
    List<Double> fadedLogs() {
        return isCounted() ? List.of(slow, fast) : List.of();
    }

    private static @Nullable Neighbours sum(@Nullable Neighbours a, @Nullable Neighbours b, int limit) {
        return a == null ? b : b == null ? a : NeighbourSums.sum(a, b, limit);
    }
}
