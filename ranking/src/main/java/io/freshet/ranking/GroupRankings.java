package io.freshet.ranking;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The current group's ranking of the users who were active last; bounded, the longest idle one goes. One thread. */
final class GroupRankings {
    private final int capacity;
    private final int listSize;
    private final LinkedHashMap<String, GroupRanking> byUser = new LinkedHashMap<>(64, 0.75f, true);

    GroupRankings(int capacity, int listSize) {
        this.capacity = capacity;
        this.listSize = listSize;
    }

    @Nullable
    GroupRanking of(String userId) {
        return byUser.get(userId);
    }

    /** A ranking of this user to be filled anew. */
    GroupRanking renew(String userId) {
        GroupRanking ranking = byUser.get(userId);
        if (ranking == null) {
            ranking = byUser.size() < capacity ? new GroupRanking(listSize) : removeLongestIdle();
            byUser.put(userId, ranking);
        }
        return ranking;
    }

    /** Takes a row out of all of them. */
    void forget(int row) {
        byUser.values().forEach(ranking -> ranking.forget(row));
    }

    /** Forgets all of them. */
    void clear() {
        byUser.clear();
    }

    private GroupRanking removeLongestIdle() {
        Map.Entry<String, GroupRanking> eldest = byUser.entrySet().iterator().next();
        byUser.remove(eldest.getKey());
        return eldest.getValue();
    }
}
