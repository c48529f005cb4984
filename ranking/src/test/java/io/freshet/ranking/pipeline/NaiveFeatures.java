package io.freshet.ranking.pipeline;

import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The features but for the embedding's, from the list of all past events and nothing else. */
final class NaiveFeatures {
    private final List<Interaction> past;
    private final boolean grouped;
    private final RankerConfig config;
    private final List<String> recent;
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<List<String>, Double> pairs = new HashMap<>();

    NaiveFeatures(List<Interaction> past, Interaction event, boolean grouped, RankerConfig config) {
        this.past = List.copyOf(past);
        this.grouped = grouped;
        this.config = config;
        this.recent = before(past, event, config.memory());
        for (int i = 0; i < past.size(); i++) {
            String item = past.get(i).itemId();
            counts.merge(item, 1, Integer::sum);
            List<String> earlier =
                    before(past.subList(0, i), past.get(i), config.signals().pairPlaces());
            for (int k = 0; k < earlier.size(); k++) {
                double weight = Math.pow(config.signals().pairDecay(), k);
                if (!earlier.get(k).equals(item)) {
                    pairs.merge(List.of(earlier.get(k), item), weight, Double::sum);
                    pairs.merge(
                            List.of(item, earlier.get(k)),
                            weight * config.signals().backward(),
                            Double::sum);
                }
            }
        }
    }

    Map<String, Double> of(String item) {
        Map<String, Double> features = new HashMap<>();
        features.put(
                "popular-slow", Math.log(0.01 + faded(item, config.signals().slowHalfLife())) / 3);
        features.put(
                "popular-fast", Math.log(0.01 + faded(item, config.signals().fastHalfLife())) / 3);
        features.put("popular", Math.log(1.0 + count(item)) / 3);
        features.put("pairs", Math.log(1e-3 + pairs(item, 0.5, config.signals().pairPlaces()) / root(item)) / 3);
        features.put("pairs-last", Math.log(1e-3 + pairs(item, 0.5, 1) / root(item)) / 3);
        features.put("pairs-share", pairs(item, 1, config.signals().pairPlaces()));
        boolean had = recent.contains(item);
        features.put("had", had ? 1.0 : 0.0);
        features.put("had-last", !recent.isEmpty() && recent.get(0).equals(item) ? 1.0 : 0.0);
        features.put("had-often", had ? 2 + Math.log(often(item)) : 0.0);
        return features;
    }

    /** The user's items from before the event, newest first. */
    private List<String> before(List<Interaction> events, Interaction event, int limit) {
        List<String> items = new ArrayList<>();
        for (Interaction other : events) {
            boolean isBefore = !grouped || other.eventTimeMs() < event.eventTimeMs();
            if (isBefore && other.userId().equals(event.userId())) {
                items.add(other.itemId());
            }
        }
        Collections.reverse(items);
        return items.subList(0, Math.min(limit, items.size()));
    }

    private double faded(String item, double halfLife) {
        double sum = 0;
        for (int i = 0; i < past.size(); i++) {
            sum += past.get(i).itemId().equals(item) ? Math.pow(2, -(past.size() - i) / halfLife) : 0;
        }
        return sum;
    }

    private double pairs(String item, double power, int places) {
        double sum = 0;
        for (int k = 0; k < Math.min(places, recent.size()); k++) {
            double pair = pairs.getOrDefault(List.of(recent.get(k), item), 0.0);
            sum += Math.pow(config.signals().pairDecay(), k) * pair / Math.pow(count(recent.get(k)), power);
        }
        return sum;
    }

    private double often(String item) {
        double sum = 0;
        for (int k = 0; k < recent.size(); k++) {
            sum += recent.get(k).equals(item) ? Math.pow(0.9, k) : 0;
        }
        return sum;
    }

    private int count(String item) {
        return counts.getOrDefault(item, 0);
    }

    private double root(String item) {
        return Math.sqrt(count(item));
    }
}
