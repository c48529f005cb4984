package io.freshet.ranking.pipeline;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of the groups that were ranked last, each by its user and time, for learning from the group's events with
 * what was known before them. Bounded: a group that comes back later teaches the ranker nothing. One thread.
 */
final class GroupTables {
    private final CandidateTable[] tables;
    private final @Nullable String[] users;
    private final long[] times;
    private int newest;

    GroupTables(CandidateTable[] tables) {
        this.tables = tables;
        this.users = new String[tables.length];
        this.times = new long[tables.length];
    }

    /** The table of a group to be filled anew; the longest forgotten one. */
    CandidateTable renew(String userId, long timeMs) {
        newest = (newest + 1) % tables.length;
        users[newest] = userId;
        times[newest] = timeMs;
        tables[newest].clear();
        return tables[newest];
    }

    /** Forgets all groups. */
    void forgetAll() {
        Arrays.fill(users, null);
    }

    /** Forgets that the item of a row was a candidate of any group. */
    void forget(int row) {
        for (CandidateTable table : tables) {
            table.forget(row);
        }
    }

    /** The candidates of the group, if they are still there. */
    @Nullable
    CandidateTable of(String userId, long timeMs) {
        for (int back = 0; back < tables.length; back++) {
            int at = Math.floorMod(newest - back, tables.length);
            if (times[at] == timeMs && userId.equals(users[at])) {
                return tables[at];
            }
        }
        return null;
    }
}
