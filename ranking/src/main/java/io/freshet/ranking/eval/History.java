package io.freshet.ranking.eval;

import io.freshet.schemas.Interaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who consumed what so far in the stream, as the evaluation itself sees it, apart from any model. */
final class History {
    private final Map<String, Set<String>> itemsByUser = new HashMap<>();

    boolean knows(String userId) {
        return itemsByUser.containsKey(userId);
    }

    boolean consumed(Interaction event) {
        return itemsByUser.getOrDefault(event.userId(), Set.of()).contains(event.itemId());
    }

    void add(Interaction event) {
        itemsByUser.computeIfAbsent(event.userId(), user -> new HashSet<>()).add(event.itemId());
    }
}
