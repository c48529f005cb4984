package io.freshet.ranking.pipeline;

import java.util.List;

/**
 * Why an item stands where it does.
 *
 * @param score the sum of the features' values times their weights, before the selection
 * @param sources that offered the item, in the order of the pipeline
 * @param features with the weights that held in the situation, in the order of the pipeline
 * @param pulledBy the recent items without which it would score less, the strongest first
 */
public record Explanation(
        String itemId, float score, List<String> sources, List<Feature> features, List<Pull> pulledBy) {
    public Explanation {
        sources = List.copyOf(sources);
        features = List.copyOf(features);
        pulledBy = List.copyOf(pulledBy);
    }

    /** A feature of the item; value · weight is its part of the score. */
    public record Feature(String name, float value, float weight) {
        public float part() {
            return value * weight;
        }
    }

    /**
     * A recent item of the user.
     *
     * @param effect by how much the score would be lower without it, by the embedding's context and by pairs
     */
    public record Pull(String itemId, float effect) {}
}
