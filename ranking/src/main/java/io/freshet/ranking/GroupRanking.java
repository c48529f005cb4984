package io.freshet.ranking;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/**
 * The ranking of one user from before one timestamp, against which every event of that timestamp is tested.
 *
 * <p>Reused from group to group; owned by {@link GroupRankings}.
 */
final class GroupRanking {
    private final int[] rows;
    private final int[] popular;
    private final LongOpenHashSet consumedInGroup = new LongOpenHashSet();
    private long timeMs;
    private boolean knownUser;
    private int knownItems;
    private int size;
    private int popularSize;

    GroupRanking(int listSize) {
        rows = new int[listSize];
        popular = new int[listSize];
    }

    void start(long atMs, boolean userIsKnown, int itemsKnown) {
        timeMs = atMs;
        knownUser = userIsKnown;
        knownItems = itemsKnown;
        size = 0;
        popularSize = 0;
        consumedInGroup.clear();
    }

    void addRanked(int row) {
        rows[size++] = row;
    }

    void addPopular(int row) {
        popular[popularSize++] = row;
    }

    boolean popularIsFull() {
        return popularSize == popular.length;
    }

    long timeMs() {
        return timeMs;
    }

    boolean knownUser() {
        return knownUser;
    }

    /** Rows below this were known before the group. */
    int knownItems() {
        return knownItems;
    }

    int rankOf(int row) {
        return place(rows, size, row);
    }

    int popularityRankOf(int row) {
        return place(popular, popularSize, row);
    }

    /** Takes a row out; those after it move up. */
    void forget(int row) {
        size = without(rows, size, row);
        popularSize = without(popular, popularSize, row);
    }

    private static int without(int[] list, int size, int row) {
        int place = place(list, size, row);
        if (place == 0) {
            return size;
        }
        System.arraycopy(list, place, list, place - 1, size - place);
        return size - 1;
    }

    int copyTo(int[] target) {
        int copied = Math.min(size, target.length);
        System.arraycopy(rows, 0, target, 0, copied);
        return copied;
    }

    void consume(long key) {
        consumedInGroup.add(key);
    }

    boolean consumedInGroup(long key) {
        return consumedInGroup.contains(key);
    }

    private static int place(int[] list, int size, int row) {
        for (int i = 0; i < size; i++) {
            if (list[i] == row) {
                return i + 1;
            }
        }
        return 0;
    }
}
