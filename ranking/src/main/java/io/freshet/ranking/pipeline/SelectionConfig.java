package io.freshet.ranking.pipeline;

import static io.freshet.embedding.Limits.inRange;

import java.io.Serializable;

/**
 * Settings of how lists are chosen from scored candidates.
 *
 * @param diversity λ: what a similarity of 1 to an item above costs a candidate, in units of the score; 0 for none
 * @param exploration ε: share of lists of which one place is drawn by chance; 0 for none
 * @param explorationPlace which place that is, 1 for the first
 * @param cap items of one category in the first places at most; 0 for any number
 * @param capPlaces how many places those are
 */
public record SelectionConfig(float diversity, float exploration, int explorationPlace, int cap, int capPlaces)
        implements Serializable {
    public static final SelectionConfig DEFAULTS = new SelectionConfig(0f, 0f, 10, 0, 10);

    public SelectionConfig {
        inRange("diversity", diversity, 0, 100);
        inRange("exploration", exploration, 0, 1);
        inRange("explorationPlace", explorationPlace, 1, 1_000);
        inRange("cap", cap, 0, 1_000);
        inRange("capPlaces", capPlaces, 1, 50);
    }
}
