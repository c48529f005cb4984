package io.freshet.jobs.demo;

import io.freshet.schemas.Recommendations;
import io.freshet.schemas.RecommendedItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows one user: whoever clicked most of late, for at least {@value #STAY_MS} ms.
 *
 * <p>Thread safe: one thread reads the topics, another draws. Memory is bounded: the last {@value #USERS} users.
 */
final class Spotlight {
    static final long STAY_MS = 8_000;
    private static final int USERS = 512;
    private static final int RECENT_CLICKS = 256;
    private static final int SHOWN_CLICKS = 12;

    private final Map<String, Trail> trails = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Trail> eldest) {
            return size() > USERS;
        }
    };
    private final Deque<String> recent = new ArrayDeque<>();
    private final Map<String, Integer> recentByUser = new HashMap<>();
    private @Nullable String userId;
    private long sinceMs;

    /** What a user did and was offered: item ids, newest click and best item first. */
    record Scene(String userId, long clicks, List<String> lastClicks, List<String> list, List<String> listBefore) {}

    private static final class Trail {
        private final Deque<String> clicks = new ArrayDeque<>();
        private long count;
        private List<String> list = List.of();
        private List<String> listBefore = List.of();
    }

    synchronized void click(String user, String itemId) {
        Trail trail = trails.computeIfAbsent(user, any -> new Trail());
        trail.count++;
        trail.clicks.addFirst(itemId);
        if (trail.clicks.size() > SHOWN_CLICKS) {
            trail.clicks.removeLast();
        }
        countRecent(user);
    }

    synchronized void list(Recommendations list) {
        Trail trail = trails.computeIfAbsent(list.userId(), any -> new Trail());
        trail.listBefore = trail.list;
        trail.list = list.items().stream().map(RecommendedItem::itemId).toList();
    }

    /** The scene to draw at {@code nowMs}; null before the first click. */
    synchronized @Nullable Scene scene(long nowMs) {
        if (userId == null || nowMs - sinceMs >= STAY_MS) {
            follow(busiest(), nowMs);
        }
        Trail trail = userId == null ? null : trails.get(userId);
        return userId == null || trail == null
                ? null
                : new Scene(userId, trail.count, new ArrayList<>(trail.clicks), trail.list, trail.listBefore);
    }

    private void follow(@Nullable String user, long nowMs) {
        if (user != null && !user.equals(userId)) {
            userId = user;
            sinceMs = nowMs;
        }
    }

    private void countRecent(String user) {
        recent.addLast(user);
        recentByUser.merge(user, 1, Integer::sum);
        if (recent.size() > RECENT_CLICKS) {
            recentByUser.computeIfPresent(recent.removeFirst(), (any, count) -> count == 1 ? null : count - 1);
        }
    }

    private @Nullable String busiest() {
        return recentByUser.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
