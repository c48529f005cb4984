package io.freshet.ranking.baseline;

import io.freshet.ranking.eval.RecordedEvent;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/**
 * The user's own items by Σ decay^(events of the user since), then all others by their event counts.
 *
 * <p>In variant X nothing is left of it but popularity. One thread. Cost of a scoring: the catalogue and the history.
 */
final class OwnHistory implements Scorer {
    private final double decay;
    private final ItemCounts counts = new ItemCounts();

    OwnHistory(OwnHistoryConfig config) {
        this.decay = config.decay();
    }

    @Override
    public void score(RecordedEvent event, IntArrayList history, int known, double[] scores) {
        for (int item = 0; item < known; item++) {
            // below every score of an own item, and higher for more events
            scores[item] = -1.0 / counts.of(item);
        }
        double weight = 1;
        for (int i = history.size() - 1; i >= 0; i--) {
            int item = history.getInt(i);
            scores[item] = Math.max(0, scores[item]) + weight;
            weight *= decay;
        }
    }

    @Override
    public void learn(RecordedEvent event, IntArrayList history) {
        counts.add(event.item());
    }

    @Override
    public long itemBytes() {
        return counts.bytes();
    }
}
