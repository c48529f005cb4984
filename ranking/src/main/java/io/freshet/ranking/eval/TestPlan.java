package io.freshet.ranking.eval;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What is tested in a stream, and what was known at each test: facts of the stream alone, the same for every model.
 *
 * <p>Immutable. Memory: 8 bytes an event.
 */
public final class TestPlan {
    private final RecordedStream stream;
    private final Mode mode;
    private final Variant variant;
    private final int warmUp;
    private final int[] groups;
    private final int[] userEvents;
    private final int[] firstEventOfItem;
    private final BitSet tested = new BitSet();

    /**
     * @param warmUp so many events at the start are learned and not tested
     */
    public TestPlan(RecordedStream stream, Mode mode, Variant variant, int warmUp) {
        this.stream = stream;
        this.mode = mode;
        this.variant = variant;
        this.warmUp = warmUp;
        this.groups = new int[stream.size()];
        this.userEvents = new int[stream.size()];
        this.firstEventOfItem = new int[stream.items()];
        Arrays.fill(firstEventOfItem, Integer.MAX_VALUE);
        Walk walk = new Walk();
        for (int from = 0; from < stream.size(); ) {
            from = walk.group(from);
        }
    }

    public RecordedStream stream() {
        return stream;
    }

    public Mode mode() {
        return mode;
    }

    public Variant variant() {
        return variant;
    }

    public int warmUp() {
        return warmUp;
    }

    /** Number of tested events. */
    public int tests() {
        return tested.cardinality();
    }

    /** False for warm-up, and in variant X for an event on an item that the user consumed before its group. */
    public boolean isTested(int index) {
        return tested.get(index);
    }

    /** Index of the first event of the group. */
    public int group(int index) {
        return groups[index];
    }

    /** The user's events before the group; 0 for an unknown user. */
    public int userEvents(int index) {
        return userEvents[index];
    }

    /** Whether anybody had the item before the group. */
    public boolean knownItem(int index) {
        return firstEventOfItem[stream.item(index)] < groups[index];
    }

    /** Time since the first event of a known item. */
    public long itemAgeMs(int index) {
        return stream.timeMs(index) - stream.timeMs(firstEventOfItem[stream.item(index)]);
    }

    private final class Walk {
        private final int[] eventsOfUser = new int[stream.users()];
        private final LongOpenHashSet consumed = new LongOpenHashSet();

        /** Enters the group that begins at {@code from}; returns where the next one begins. */
        int group(int from) {
            int to = from + 1;
            while (to < stream.size() && mode == Mode.G && sameGroup(from, to)) {
                to++;
            }
            for (int index = from; index < to; index++) {
                groups[index] = from;
                userEvents[index] = eventsOfUser[stream.user(index)];
                tested.set(index, index >= warmUp && !(variant == Variant.X && consumed.contains(pair(index))));
            }
            for (int index = from; index < to; index++) {
                learn(index);
            }
            return to;
        }

        private void learn(int index) {
            int item = stream.item(index);
            eventsOfUser[stream.user(index)]++;
            firstEventOfItem[item] = Math.min(firstEventOfItem[item], index);
            if (variant == Variant.X) {
                consumed.add(pair(index));
            }
        }

        private boolean sameGroup(int first, int other) {
            return stream.user(first) == stream.user(other) && stream.timeMs(first) == stream.timeMs(other);
        }

        private long pair(int index) {
            return (long) stream.user(index) << 32 | stream.item(index);
        }
    }
}
