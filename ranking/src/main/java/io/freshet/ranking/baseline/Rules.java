package io.freshet.ranking.baseline;

import io.freshet.ranking.eval.RecordedEvent;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/**
 * Items that followed the user's last items in anybody's history. When i follows, N[a_d→i] += 1/d for the items a_d ≠ i
 * of the last S events, d = 1 the newest; the score of j is Σ over the last H events of (1/d)·N[a_d→j], and 1e-9·c_j
 * on top, c_j being the events of j.
 *
 * <p>An item that is several times among the last events counts for each of them. One thread. Cost of a scoring: H
 * passes over the catalogue; of learning: S additions. Memory: the pairs that followed each other.
 */
final class Rules implements Scorer {
    private static final double POPULARITY_WEIGHT = 1e-9;

    private final RulesConfig config;
    private final ItemCounts counts = new ItemCounts();
    private final WeightTable follows = new WeightTable();

    Rules(RulesConfig config) {
        this.config = config;
    }

    @Override
    public void score(RecordedEvent event, IntArrayList history, int known, double[] scores) {
        Arrays.fill(scores, 0, known, 0);
        int size = history.size();
        for (int d = 1; d <= config.recent() && d <= size; d++) {
            follows.addTo(scores, history.getInt(size - d), 1.0 / d, known);
        }
        for (int item = 0; item < known; item++) {
            scores[item] += POPULARITY_WEIGHT * counts.of(item);
        }
    }

    @Override
    public void learn(RecordedEvent event, IntArrayList history) {
        int item = event.item();
        counts.add(item);
        int size = history.size();
        for (int d = 1; d <= config.steps() && d <= size; d++) {
            int before = history.getInt(size - d);
            if (before != item) {
                follows.add(before, item, 1f / d);
            }
        }
    }

    @Override
    public long itemBytes() {
        return counts.bytes() + follows.bytes();
    }
}
