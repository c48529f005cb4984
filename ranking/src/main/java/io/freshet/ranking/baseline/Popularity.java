package io.freshet.ranking.baseline;

import io.freshet.ranking.eval.RecordedEvent;
import java.util.Arrays;

/** Items by their event counts. */
final class Popularity implements Scorer {
    private int[] counts = new int[64];

    @Override
    public void score(RecordedEvent event, int known, double[] scores) {
        for (int item = 0; item < known; item++) {
            scores[item] = counts[item];
        }
    }

    @Override
    public void learn(RecordedEvent event) {
        if (event.item() >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(event.item() + 1, 2 * counts.length));
        }
        counts[event.item()]++;
    }

    @Override
    public long userBytes() {
        return 0;
    }

    @Override
    public long itemBytes() {
        return (long) Integer.BYTES * counts.length;
    }
}
