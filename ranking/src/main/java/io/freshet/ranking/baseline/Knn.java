package io.freshet.ranking.baseline;

import io.freshet.ranking.eval.RecordedEvent;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/**
 * Items that the users of the user's last items had too: Σ over the last H events, p = 0 the newest, on items i, of
 * G^p · n_ij/√(c_i·c_j), and 1e-9·c_j on top.
 *
 * <p>n_ij are the users who had both i and j, i ≠ j, each counted once however often they had them; c_i are the events
 * of i, repeats included. An item that is twice among the last H scores twice. One thread. Cost of a scoring: H passes
 * over the catalogue; of learning: the user's history if the item is new to the user. Memory: the pairs that some user
 * had both of; counts are exact up to 16.7 million users.
 */
final class Knn implements Scorer {
    private static final double POPULARITY_WEIGHT = 1e-9;

    private final KnnConfig config;
    private final ItemCounts counts = new ItemCounts();
    private final WeightTable both = new WeightTable();
    private double[] inverseRoots = new double[64];
    private int[] paired = new int[64];
    private int learned;

    Knn(KnnConfig config) {
        this.config = config;
    }

    @Override
    public void score(RecordedEvent event, IntArrayList history, int known, double[] scores) {
        Arrays.fill(scores, 0, known, 0);
        int last = history.size() - 1;
        double weight = 1;
        for (int p = 0; p < config.recent() && p <= last; p++) {
            int item = history.getInt(last - p);
            both.addTo(scores, item, weight * inverseRoots[item], known);
            weight *= config.decay();
        }
        for (int item = 0; item < known; item++) {
            scores[item] = scores[item] * inverseRoots[item] + POPULARITY_WEIGHT * counts.of(item);
        }
    }

    @Override
    public void learn(RecordedEvent event, IntArrayList history) {
        int item = event.item();
        if (item >= inverseRoots.length) {
            int length = Math.max(item + 1, 2 * inverseRoots.length);
            inverseRoots = Arrays.copyOf(inverseRoots, length);
            paired = Arrays.copyOf(paired, length);
        }
        counts.add(item);
        inverseRoots[item] = 1 / Math.sqrt(counts.of(item));
        learned++;
        if (!history.contains(item)) {
            pair(item, history);
        }
    }

    @Override
    public long itemBytes() {
        return counts.bytes()
                + both.bytes()
                + (long) Double.BYTES * inverseRoots.length
                + (long) Integer.BYTES * paired.length;
    }

    private void pair(int item, IntArrayList history) {
        for (int i = 0; i < history.size(); i++) {
            int other = history.getInt(i);
            if (paired[other] != learned) {
                paired[other] = learned;
                both.add(item, other, 1);
                both.add(other, item, 1);
            }
        }
    }
}
