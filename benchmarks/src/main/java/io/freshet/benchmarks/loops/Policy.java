package io.freshet.benchmarks.loops;

import io.freshet.features.UserState;
import io.freshet.ranking.RankedItem;
import io.freshet.ranking.Recommender;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.schemas.Interaction;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes lists and learns from what was taken. One thread. */
interface Policy {
    /** Ids of the best {@code limit} items for a user, best first, for an event to come. */
    List<String> list(Interaction next, int limit);

    void learn(Interaction event);

    /** The engine. */
    final class Engine implements Policy {
        private final Recommender engine;
        private final Map<String, UserState> users = new HashMap<>();

        Engine(RecommenderConfig config) {
            this.engine = Recommender.alone(config);
        }

        @Override
        public List<String> list(Interaction next, int limit) {
            return engine.recommend(user(next), next.eventTimeMs(), limit).stream()
                    .map(RankedItem::itemId)
                    .toList();
        }

        @Override
        public void learn(Interaction event) {
            UserState user = user(event);
            engine.evaluate(user, event);
            engine.learn(user, event);
        }

        private UserState user(Interaction event) {
            return users.computeIfAbsent(event.userId(), engine::newUser);
        }
    }

    /** What was taken most often, without what the user had. */
    final class MostPopular implements Policy {
        private final Map<String, Integer> counts = new HashMap<>();
        private final Map<String, Set<String>> taken = new HashMap<>();

        @Override
        public List<String> list(Interaction next, int limit) {
            Set<String> had = taken.getOrDefault(next.userId(), Set.of());
            return counts.entrySet().stream()
                    .filter(entry -> !had.contains(entry.getKey()))
                    .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(limit)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        @Override
        public void learn(Interaction event) {
            counts.merge(event.itemId(), 1, Integer::sum);
            taken.computeIfAbsent(event.userId(), unknown -> new HashSet<>()).add(event.itemId());
        }
    }
}
