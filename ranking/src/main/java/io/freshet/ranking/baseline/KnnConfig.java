package io.freshet.ranking.baseline;

import static io.freshet.embedding.Limits.inRange;

/**
 * Settings of the neighbourhood of items.
 *
 * @param recent items of the user that score, H
 * @param decay of a score with each step back in the user's history, G
 */
public record KnnConfig(int recent, double decay) {
    public static final KnnConfig DEFAULTS = new KnnConfig(20, 0.8);

    public KnnConfig {
        inRange("recent", recent, 1, 1000);
        inRange("decay", decay, 0, 1);
    }
}
