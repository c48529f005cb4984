package io.freshet.ranking.eval;

import io.freshet.ranking.EventConfig;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What is tested in a stream, and what was known at each test: facts of the stream alone, the same for every model.
 *
 * <p>Only events that say that a user wanted an item are tested, and only those make users and items known. Immutable. Memory:
 * 8 bytes an event.
 */
public final class TestPlan {
    private final RecordedStream stream;
    private final Mode mode;
    private final Variant variant;
    private final int warmUp;
    private final EventConfig events;
    private final int[] groups;
    private final int[] userEvents;
    private final int[] firstEventOfItem;
    private final BitSet tested = new BitSet();
    private final BitSet wanted = new BitSet();
    private final BitSet dislikes = new BitSet();

    /**
     * @param warmUp so many events at the start are learned and not tested
     */
    public TestPlan(RecordedStream stream, Mode mode, Variant variant, int warmUp) {
        this(stream, mode, variant, warmUp, EventConfig.DEFAULTS);
    }

    /**
     * @param warmUp so many events at the start are learned and not tested
     * @param events which types of events say what
     */
    public TestPlan(RecordedStream stream, Mode mode, Variant variant, int warmUp, EventConfig events) {
        this.events = events;
        this.stream = stream;
        this.mode = mode;
        this.variant = variant;
        this.warmUp = warmUp;
        this.groups = new int[stream.size()];
        this.userEvents = new int[stream.size()];
        this.firstEventOfItem = new int[stream.items()];
        for (int index = 0; index < stream.size(); index++) {
            float strength = events.strength(stream.type(index), stream.weight(index));
            wanted.set(index, strength > 0);
            dislikes.set(index, strength < 0);
        }
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

    /** What events of each type say. */
    public EventConfig events() {
        return events;
    }

    /** Number of tested events. */
    public int tests() {
        return tested.cardinality();
    }

    /** Whether the event says that its user wanted the item. */
    public boolean isWanted(int index) {
        return wanted.get(index);
    }

    /** Whether the event says that its user does not want the item. */
    public boolean isDislike(int index) {
        return dislikes.get(index);
    }

    /** False for what was not wanted, for warm-up, and in variant X for an event on an item that the user consumed before its group. */
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
                tested.set(
                        index,
                        wanted.get(index)
                                && index >= warmUp
                                && !(variant == Variant.X && consumed.contains(pair(index))));
            }
            for (int index = from; index < to; index++) {
                if (wanted.get(index)) {
                    learn(index);
                }
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
