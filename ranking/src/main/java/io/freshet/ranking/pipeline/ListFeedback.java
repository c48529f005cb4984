package io.freshet.ranking.pipeline;

import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.StableHash;
import io.freshet.features.RankerState;
import io.freshet.features.RecentLists;
import io.freshet.features.ServedList;
import io.freshet.features.UserState;
import io.freshet.schemas.Impression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Teaches the ranker by what users did with its lists: an item that was taken against those that were shown with it and skipped.
 *
 * <p>A list that was served is no list that was shown: only an impression, or an item below that was taken, says that an item was
 * seen. What was seen and not taken teaches nothing until something of the list is taken; a list of which nothing is taken teaches
 * nothing at all. Features are those from when the list was made, weights are today's.
 *
 * <p>One thread. No allocation but for the lists in users' states. Cost of a step: that of a ranking of the items of a list.
 */
public final class ListFeedback {
    private final FeedbackConfig config;
    private final RankerState state;
    private final OnlineRanker scorer;
    private final PositionBias positions;
    private final CandidateTable table;
    private final int[] places;
    private long impressions;
    private long clicks;
    private long steps;
    private long lateSteps;
    private long unknownLists;
    private long unknownItems;
    private long droppedSteps;

    /**
     * @param columns of the ranker
     * @param bucketings of the ranker
     */
    ListFeedback(FeedbackConfig config, RankerState state, OnlineRanker scorer, int columns, int bucketings) {
        this.config = config;
        this.state = state;
        this.scorer = scorer;
        this.positions = new PositionBias(state.positions(), config.positionRate(), config.items());
        this.table = new CandidateTable(config.items(), columns, bucketings);
        this.places = new int[config.items() + 1];
    }

    /** How many of a list's items are remembered. */
    int items() {
        return config.items();
    }

    /** Drops the lists of a user whose features meant something else. */
    void fit(UserState user) {
        RecentLists lists = user.lists();
        if (lists != null && lists.layout() != state.layoutKey()) {
            user.lists(null);
        }
    }

    /**
     * A list that a user is served, to be filled by {@link #put}.
     *
     * @param key 64-bit key of its id
     * @param length items, {@link #items} at most
     */
    ServedList begin(UserState user, long key, long timeMs, int length) {
        fit(user);
        RecentLists lists = user.lists();
        if (lists == null) {
            lists = new RecentLists(state.layoutKey(), table.features());
            user.lists(lists);
        }
        return lists.add(key, timeMs, length, table.bucketings(), config.lists(), config.expiryMs());
    }

    /** Takes over what the ranker saw of a candidate; {@code position} is where in the list it stands, from 0. */
    static void put(ServedList list, int place, long itemKey, int position, CandidateTable ranked, int candidate) {
        list.put(place, itemKey, position);
        for (int feature = 0; feature < ranked.features(); feature++) {
            list.value(feature, place, ranked.column(feature)[candidate]);
        }
        for (int bucketing = 0; bucketing < ranked.bucketings(); bucketing++) {
            list.set(bucketing, ranked.set(bucketing));
        }
    }

    /** The items of an impression that have rows, to be described; {@link #served} comes next. */
    CandidateTable begin(Impression impression, ItemIndex index) {
        table.clear();
        List<String> ids = impression.itemIds();
        for (int position = 0; position < ids.size() && !table.isFull(); position++) {
            int row = index.row(StableHash.of(ids.get(position)));
            if (row != ItemIndex.UNKNOWN) {
                places[table.add(row)] = position;
            }
        }
        return table;
    }

    /** Remembers the items that {@link #begin} found, with the features that they have now, and notes that they were shown. */
    void served(UserState user, Impression impression, ItemIndex index) {
        long listKey = StableHash.of(impression.recommendationId());
        ServedList list = begin(user, listKey, impression.shownMs(), table.size());
        for (int place = 0; place < table.size(); place++) {
            put(list, place, index.key(table.row(place)), places[place], table, place);
        }
        shown(user, listKey, impression.itemIds(), impression.shownMs());
    }

    /**
     * Learns that a user took an item of a list, and so has seen those above it.
     *
     * @param strength of the event, greater than 0
     */
    void taken(UserState user, long listKey, long itemKey, long timeMs, float strength) {
        ServedList list = find(user, listKey, timeMs);
        if (list == null) {
            return;
        }
        int place = list.placeOf(itemKey);
        if (place == ServedList.NONE) {
            unknownItems++;
            return;
        }
        clicks++;
        for (int above = 0; above < place; above++) {
            list.show(above);
        }
        int size = 1;
        places[0] = place;
        for (int other = 0; other < list.size(); other++) {
            if (other != place && list.isSkipped(other)) {
                places[size++] = other;
            }
        }
        list.take(place, timeMs, strength);
        steps += learn(list, size, strength) ? 1 : 0;
    }

    /**
     * Notes what of a list was shown. If an item was taken after that, though its event came first, what is news of this
     * impression is learned from now.
     *
     * @param user null if nothing is known
     */
    void shown(@Nullable UserState user, long listKey, List<String> itemIds, long shownMs) {
        ServedList list = find(user, listKey, shownMs);
        if (list == null) {
            return;
        }
        impressions++;
        int size = 1;
        for (int i = 0; i < itemIds.size(); i++) {
            int place = list.placeOf(StableHash.of(itemIds.get(i)));
            if (place == ServedList.NONE) {
                unknownItems++;
            } else if (list.show(place)) {
                places[size++] = place; // each place is new once, and the taken one is not
            }
        }
        if (list.takenPlace() != ServedList.NONE && shownMs <= list.takenMs()) {
            places[0] = list.takenPlace();
            lateSteps += learn(list, size, list.takenStrength()) ? 1 : 0;
        }
    }

    /** One that is longer than lists are now was remembered before a restore, with other settings. */
    private @Nullable ServedList find(@Nullable UserState user, long listKey, long timeMs) {
        RecentLists lists = user == null ? null : user.lists();
        ServedList list = lists == null || lists.layout() != state.layoutKey()
                ? null
                : lists.of(listKey, timeMs, config.expiryMs());
        if (list != null && list.size() > config.items()) {
            list = null;
        }
        unknownLists += list == null ? 1 : 0;
        return list;
    }

    /** A step for the first of {@code places} against the others; false if there is none. */
    private boolean learn(ServedList list, int size, float strength) {
        float factor = config.strength() * strength;
        if (size == 1 || factor == 0f) {
            return false;
        }
        table.clear();
        for (int row = 0; row < size; row++) {
            table.add(row);
            positions.at(row, list.position(places[row]));
        }
        for (int feature = 0; feature < table.features(); feature++) {
            float[] column = table.column(feature);
            for (int row = 0; row < size; row++) {
                column[row] = list.value(feature, places[row]);
            }
        }
        for (int bucketing = 0; bucketing < table.bucketings(); bucketing++) {
            table.set(bucketing, list.set(bucketing));
        }
        state.beforeWeights();
        state.beforePositions();
        droppedSteps += scorer.learnShown(table, positions, 0, factor) ? 0 : 1;
        return true;
    }

    /** Impressions of lists that were remembered. */
    public long impressions() {
        return impressions;
    }

    /** Events that took an item of a list that was remembered. */
    public long clicks() {
        return clicks;
    }

    /** Steps that such events taught; fewer than {@link #clicks} where nothing is known to have been skipped. */
    public long steps() {
        return steps;
    }

    /** Steps that an impression taught because it came after the event that took an item. */
    public long lateSteps() {
        return lateSteps;
    }

    /** Events and impressions of a list that is not remembered: never made by the ranker, expired, or too many ago. */
    public long unknownLists() {
        return unknownLists;
    }

    /** Items of events and impressions that a remembered list does not have, or not among those that are remembered. */
    public long unknownItems() {
        return unknownItems;
    }

    /** Steps that were left out in part because a value was not finite. */
    long droppedSteps() {
        return droppedSteps;
    }
}
