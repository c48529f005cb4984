package io.freshet.jobs.input;

import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Popularity and sequential rules (S = 10, H = 3) in the plainest form: test, then train, simultaneous events of a user
 * tested before any of them is learned, every item ranked, ties to the item seen first. Averages over all events.
 */
final class PrequentialOracle {
    private static final int N = 10;
    private static final int LEARNED_DISTANCE = 10;
    private static final int SCORED_DISTANCE = 3;
    private static final double POPULARITY_IN_RULES = 1e-9;

    private final boolean repeats;
    private final Map<String, Integer> items = new HashMap<>();
    private double[] counts = new double[64];
    private final Map<Integer, Map<Integer, Double>> rules = new HashMap<>();
    private final Map<String, List<Integer>> histories = new HashMap<>();
    private long tested;
    private long popularityHits;
    private long rulesHits;

    PrequentialOracle(boolean repeats) {
        this.repeats = repeats;
    }

    void run(List<Interaction> events) {
        int from = 0;
        while (from < events.size()) {
            int to = from + 1;
            while (to < events.size() && simultaneous(events.get(from), events.get(to))) {
                to++;
            }
            List<Interaction> group = events.subList(from, to);
            group.forEach(this::test);
            group.forEach(this::train);
            from = to;
        }
    }

    private static boolean simultaneous(Interaction a, Interaction b) {
        return a.userId().equals(b.userId()) && a.eventTimeMs() == b.eventTimeMs();
    }

    private void test(Interaction event) {
        List<Integer> history = histories.getOrDefault(event.userId(), List.of());
        Integer item = items.get(event.itemId());
        if (!repeats && item != null && history.contains(item)) {
            return;
        }
        tested++;
        if (item == null || history.isEmpty()) {
            return;
        }
        double[] popularity = Arrays.copyOf(counts, items.size());
        Set<Integer> removed = repeats ? Set.of() : new HashSet<>(history);
        popularityHits += hit(popularity, item, removed);
        rulesHits += hit(rulesScores(history, popularity), item, removed);
    }

    private double[] rulesScores(List<Integer> history, double[] popularity) {
        double[] scores = new double[popularity.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = POPULARITY_IN_RULES * popularity[i];
        }
        for (int d = 1; d <= Math.min(SCORED_DISTANCE, history.size()); d++) {
            double weight = 1.0 / d;
            rules.getOrDefault(history.get(history.size() - d), Map.of())
                    .forEach((next, strength) -> scores[next] += weight * strength);
        }
        return scores;
    }

    private static int hit(double[] scores, int item, Set<Integer> removed) {
        int rank = 1;
        for (int other = 0; other < scores.length; other++) {
            boolean ahead = scores[other] > scores[item] || (scores[other] == scores[item] && other < item);
            if (ahead && !removed.contains(other)) {
                rank++;
            }
        }
        return rank <= N ? 1 : 0;
    }

    private void train(Interaction event) {
        int item = items.computeIfAbsent(event.itemId(), id -> items.size());
        if (item == counts.length) {
            counts = Arrays.copyOf(counts, 2 * item);
        }
        counts[item]++;
        List<Integer> history = histories.computeIfAbsent(event.userId(), id -> new ArrayList<>());
        for (int d = 1; d <= Math.min(LEARNED_DISTANCE, history.size()); d++) {
            int before = history.get(history.size() - d);
            if (before != item) {
                rules.computeIfAbsent(before, id -> new HashMap<>()).merge(item, 1.0 / d, Double::sum);
            }
        }
        history.add(item);
    }

    double popularityHitRate() {
        return (double) popularityHits / tested;
    }

    double rulesHitRate() {
        return (double) rulesHits / tested;
    }
}
