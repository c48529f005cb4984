package io.freshet.features;

import io.freshet.embedding.UserVector;
import io.freshet.features.declared.UserFeatures;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one user. Items are held by the 64-bit keys of their ids, so the state means the same to every
 * model replica. Mutable; owned by whoever carries the recommender. Size: 4·dimension + 32·K + about 12 bytes for each
 * consumed or disliked item, 8 for each event remembered, and for each list remembered some hundred.
 */
public final class UserState {
    /** Headers and fields of this object, the vector, the recent items, the set, and their arrays. */
    private static final int OBJECTS = 304;

    private final UserVector taste;
    private final RecentItems recent;
    private final LongOpenHashSet consumed;
    private final RecentEvents recentEvents;
    private final Dislikes dislikes;
    private @Nullable UserFeatures features;
    private @Nullable RecentLists lists;
    private long events;

    public UserState(UserVector taste, int contextLength) {
        this(
                taste,
                new RecentItems(contextLength),
                new LongOpenHashSet(),
                new RecentEvents(),
                new Dislikes(),
                null,
                null,
                0);
    }

    UserState(
            UserVector taste,
            RecentItems recent,
            LongOpenHashSet consumed,
            RecentEvents recentEvents,
            Dislikes dislikes,
            @Nullable UserFeatures features,
            @Nullable RecentLists lists,
            long events) {
        this.taste = taste;
        this.recent = recent;
        this.consumed = consumed;
        this.recentEvents = recentEvents;
        this.dislikes = dislikes;
        this.features = features;
        this.lists = lists;
        this.events = events;
    }

    public UserVector taste() {
        return taste;
    }

    public RecentItems recent() {
        return recent;
    }

    /** Keys of consumed items, the set itself; empty where items may be consumed again. */
    public LongOpenHashSet consumed() {
        return consumed;
    }

    /** For whoever must not count an event twice; recorded streams have none. */
    public RecentEvents recentEvents() {
        return recentEvents;
    }

    /** What is kept out of the user's lists, also where items repeat. */
    public Dislikes dislikes() {
        return dislikes;
    }

    /** Declared features; null if none are declared. */
    public @Nullable UserFeatures features() {
        return features;
    }

    /** Takes others in their place; null for none. */
    public void features(@Nullable UserFeatures value) {
        features = value;
    }

    /** The last lists that were served; null if none are remembered. */
    public @Nullable RecentLists lists() {
        return lists;
    }

    /** Takes others in their place; null for none. */
    public void lists(@Nullable RecentLists value) {
        lists = value;
    }

    /** Event time of the newest event that is remembered; {@link Long#MIN_VALUE} if none is. */
    public long newestMs() {
        long recentMs = recent.size() == 0 ? Long.MIN_VALUE : recent.time(recent.size() - 1);
        long countedMs = features == null ? Long.MIN_VALUE : features.newestMs();
        return Math.max(Math.max(recentMs, countedMs), dislikes.newestMs());
    }

    /** Events learned from, but for dislikes. */
    public long events() {
        return events;
    }

    public void countEvent() {
        events++;
    }

    /**
     * The same user with more recent items, for one answer: everything else is this user's own, not a copy, so nobody may
     * learn from it.
     *
     * @param keys of the items, newest last
     * @param timeMs when all of them are looked at
     */
    public UserState lookingAt(long[] keys, long timeMs) {
        RecentItems more = recent.copy();
        for (long key : keys) {
            more.add(key, timeMs);
        }
        return new UserState(taste, more, consumed, recentEvents, dislikes, features, lists, events);
    }

    /** Bytes of the heap that it takes, as arrays and their headers add up. */
    public long bytes() {
        int consumedSlots = consumed.isEmpty() ? 0 : Math.max(16, Integer.highestOneBit(consumed.size() * 4 / 3) * 2);
        return OBJECTS
                + (long) Float.BYTES * taste.values().length
                + recent.bytes()
                + recentEvents.bytes()
                + dislikes.bytes()
                + (features == null ? 0 : features.bytes())
                + (lists == null ? 0 : lists.bytes())
                + (long) Long.BYTES * consumedSlots;
    }

    public UserState copy() {
        return new UserState(
                taste.copy(),
                recent.copy(),
                consumed.clone(),
                recentEvents.copy(),
                dislikes.copy(),
                features == null ? null : features.copy(),
                lists == null ? null : lists.copy(),
                events);
    }
}
