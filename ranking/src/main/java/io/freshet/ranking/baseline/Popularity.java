package io.freshet.ranking.baseline;

import io.freshet.ranking.eval.RecordedEvent;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/** Items by their event counts. One thread. */
final class Popularity implements Scorer {
    private final ItemCounts counts = new ItemCounts();

    @Override
    public void score(RecordedEvent event, IntArrayList history, int known, double[] scores) {
        for (int item = 0; item < known; item++) {
            scores[item] = counts.of(item);
        }
    }

    @Override
    public void learn(RecordedEvent event, IntArrayList history) {
        counts.add(event.item());
    }

    @Override
    public boolean usesHistory() {
        return false;
    }

    @Override
    public long itemBytes() {
        return counts.bytes();
    }
}
