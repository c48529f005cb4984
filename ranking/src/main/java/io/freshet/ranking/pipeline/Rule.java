package io.freshet.ranking.pipeline;

import java.util.List;
import java.util.Set;

/**
 * Keeps items out of all lists from one time to another: those with one of the ids, or with one of the beginnings of an id.
 *
 * @param name as answers name it
 * @param fromMs event time from which it holds
 * @param untilMs event time from which it holds no more
 */
public record Rule(String name, Set<String> items, List<String> prefixes, long fromMs, long untilMs) {
    public Rule {
        items = Set.copyOf(items);
        prefixes = List.copyOf(prefixes);
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank: give the rule one, answers tell it");
        }
        if (items.isEmpty() && prefixes.isEmpty()) {
            throw new IllegalArgumentException("items are missing: name items or prefixes to keep out");
        }
        if (prefixes.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("prefixes hold an empty one, which every id begins with: leave it out");
        }
        if (fromMs >= untilMs) {
            throw new IllegalArgumentException("until is not after from: the rule would never hold");
        }
    }

    boolean holdsAt(long timeMs) {
        return timeMs >= fromMs && timeMs < untilMs;
    }

    boolean names(String itemId) {
        return items.contains(itemId) || prefixes.stream().anyMatch(itemId::startsWith);
    }
}
