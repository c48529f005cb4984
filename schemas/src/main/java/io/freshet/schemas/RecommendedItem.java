package io.freshet.schemas;

import java.util.List;
import java.util.Map;

/**
 * One item of a ranked list.
 *
 * @param score the ranker's score, finite; comparable within one list only
 * @param sources the candidate sources that proposed it
 * @param propensity probability with which the selection put it at this position, 0 to 1
 * @param features the ranker's feature values by name, finite; empty unless asked for
 */
public record RecommendedItem(
        String itemId, float score, List<String> sources, float propensity, Map<String, Float> features) {

    public RecommendedItem {
        Checks.id("itemId", itemId);
        Checks.finite("score", score);
        sources = Checks.labels("sources", sources);
        Checks.probability("propensity", propensity);
        features = Checks.copy("features", features);
        features.forEach((name, value) -> Checks.finite("features." + name, value));
    }
}
