package io.freshet.jobs.validate;

import it.unimi.dsi.fastutil.HashCommon;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.List;
import java.util.Map;

/**
 * Rows that are there twice, and users who come back to an item.
 *
 * <p>A row counts as a duplicate of any row of its time while that time lasts, and otherwise of the last row of its user
 * and item; that finds all where time never goes back. 16 to 32 bytes a pair of user and item.
 */
final class Repeats implements Check<Event> {
    private static final double MOST_DUPLICATES = 0.05;
    private static final double REPEATING = 0.05;
    private static final double CLEARLY_ONCE = 0.02;
    private static final double CLEARLY_REPEATING = 0.1;

    private final Long2IntOpenHashMap lastOfPair = new Long2IntOpenHashMap();
    private final LongOpenHashSet rowsOfTime = new LongOpenHashSet();
    private final Examples duplicates = new Examples();
    private final Examples repeats = new Examples();
    private long timestampMs = Long.MIN_VALUE;
    private long events;

    @Override
    public void take(Event event) {
        events++;
        if (event.timestampMs() != timestampMs) {
            timestampMs = event.timestampMs();
            rowsOfTime.clear();
        }
        boolean firstOfTime = rowsOfTime.add(
                HashCommon.mix(event.pair()) + Double.hashCode(event.row().value()));
        int stamp = stamp(event);
        boolean repeat = lastOfPair.containsKey(event.pair());
        boolean sameAsLast = lastOfPair.put(event.pair(), stamp) == stamp && repeat;
        if (repeat) {
            repeats.add(event.row());
        }
        if (!firstOfTime || sameAsLast) {
            duplicates.add(event.row());
        }
    }

    private static int stamp(Event event) {
        long bits = Double.doubleToLongBits(event.row().value());
        return (int) HashCommon.mix(HashCommon.mix(event.timestampMs()) ^ bits);
    }

    /** Share of the events whose user had the item before; a duplicate row is no event of its own. */
    double share() {
        return (double) (repeats.count() - duplicates.count()) / (events - duplicates.count());
    }

    boolean repeating() {
        return share() >= REPEATING;
    }

    long pairs() {
        return lastOfPair.size();
    }

    @Override
    public List<Finding> findings() {
        return List.of(duplicateRows(), repeatedItems());
    }

    private Finding duplicateRows() {
        double share = (double) duplicates.count() / events;
        return Finding.of(
                "duplicate rows",
                Status.of(share > MOST_DUPLICATES, duplicates.any()),
                duplicates.any()
                        ? Words.count(duplicates.count(), "event equals", "events equal") + " an earlier one in user,"
                                + " item, time and value (" + Words.percent(share) + ")."
                        : "No two events are equal in user, item, time and value.",
                Map.of("duplicates", duplicates.count(), "share", share),
                duplicates.kept(),
                "remove them unless each is an event of its own: they are learned from twice");
    }

    private Finding repeatedItems() {
        double share = share();
        return Finding.of(
                "repeated items",
                Status.of(false, share > CLEARLY_ONCE && share < CLEARLY_REPEATING),
                repeats.any()
                        ? "At " + Words.count(repeats.count(), "event", "events")
                                + " the user had the item before; that is " + Words.percent(share) + " of the events"
                                + (duplicates.any() ? " without duplicate rows." : ".")
                        : "No user has an item twice.",
                Map.of("repeats", repeats.count(), "share", share, "pairs", pairs()),
                repeats.kept(),
                "report both variants, X and I: too many repeats to leave out, too few to be what users do");
    }
}
