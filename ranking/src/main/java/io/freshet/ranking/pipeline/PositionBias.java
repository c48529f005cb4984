package io.freshet.ranking.pipeline;

import io.freshet.features.RankerState;
import io.freshet.features.RankerWeights;
import java.util.Arrays;

/**
 * What the position of an item in a list adds to its score while one learns from the list: a weight for each position, the same
 * for everybody. Rankings know nothing of it, so an item is not ranked by where it once stood. Reused; one thread; no allocation.
 */
final class PositionBias {
    private final RankerWeights weights;
    private final float rate;
    private final int[] positions;
    private final float[] slopes = new float[RankerState.POSITIONS];

    /**
     * @param weights of the one set, a weight for each position
     * @param rate of learning them
     * @param items of a list at most
     */
    PositionBias(RankerWeights weights, float rate, int items) {
        this.weights = weights;
        this.rate = rate;
        this.positions = new int[items];
    }

    /** Says that the item at {@code place} of the table stood at {@code position} of the list, from 0. */
    void at(int place, int position) {
        positions[place] = position;
    }

    /** Adds to each score what its position counts. */
    void addTo(float[] scores, int size) {
        for (int place = 0; place < size; place++) {
            scores[place] += weights.weight(0, positions[place]);
        }
    }

    /** One step along the slopes by the scores; a position's is the sum of those of its items. */
    void step(float[] slopesOfScores, int size, float strength) {
        Arrays.fill(slopes, 0f);
        for (int place = 0; place < size; place++) {
            slopes[positions[place]] += slopesOfScores[place];
        }
        for (int position = 0; position < slopes.length; position++) {
            if (slopes[position] != 0f) {
                weights.step(0, position, strength * slopes[position], rate);
            }
        }
    }
}
