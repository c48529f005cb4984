package io.freshet.ranking.baseline;

import io.freshet.ranking.eval.PrequentialModel;
import io.freshet.ranking.eval.RecordedEvent;
import io.freshet.ranking.eval.Variant;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/**
 * Ranks the whole catalogue by a {@link Scorer}: highest score first, among equals the item first seen.
 *
 * <p>Scores are computed once for a group. One thread. Cost of a test: one scoring a group and one pass over the items.
 */
final class ScoredModel implements PrequentialModel {
    private static final double OUT = Double.NEGATIVE_INFINITY;
    private static final int NO_GROUP = -1;

    private final Scorer scorer;
    private final Variant variant;
    private final Histories histories = new Histories();
    private double[] scores = new double[64];
    private int known;
    private int group = NO_GROUP;

    ScoredModel(Scorer scorer, Variant variant) {
        this.scorer = scorer;
        this.variant = variant;
    }

    @Override
    public int rank(RecordedEvent event) {
        scoreGroupOf(event);
        int item = event.item();
        if (item >= known) {
            return UNRANKED;
        }
        double score = scores[item];
        int ahead = 0;
        for (int other = 0; other < item; other++) {
            ahead += scores[other] >= score ? 1 : 0;
        }
        for (int other = item + 1; other < known; other++) {
            ahead += scores[other] > score ? 1 : 0;
        }
        return 1 + ahead;
    }

    @Override
    public int top(RecordedEvent event, int[] items) {
        scoreGroupOf(event);
        int size = 0;
        for (int item = 0; item < known; item++) {
            double score = scores[item];
            if (score != OUT && (size < items.length || score > scores[items[size - 1]])) {
                size = Math.min(size + 1, items.length);
                insert(item, score, items, size);
            }
        }
        return size;
    }

    @Override
    public void learn(RecordedEvent event) {
        group = NO_GROUP;
        known = Math.max(known, event.item() + 1);
        scorer.learn(event, histories.of(event.user()));
        if (variant == Variant.X || scorer.usesHistory()) {
            histories.add(event.user(), event.item());
        }
    }

    @Override
    public long userBytes() {
        return histories.bytes() + scorer.userBytes();
    }

    @Override
    public long itemBytes() {
        return scorer.itemBytes();
    }

    private void scoreGroupOf(RecordedEvent event) {
        if (group == event.group()) {
            return;
        }
        group = event.group();
        if (scores.length < known) {
            scores = new double[Math.max(known, 2 * scores.length)];
        }
        IntArrayList history = histories.of(event.user());
        scorer.score(event, history, known, scores);
        if (variant == Variant.X) {
            for (int i = 0; i < history.size(); i++) {
                scores[history.getInt(i)] = OUT;
            }
        }
    }

    /** Moves worse ones down to make room; the last of {@code size} places is free or lost. */
    private void insert(int item, double score, int[] items, int size) {
        int place = size - 1;
        while (place > 0 && scores[items[place - 1]] < score) {
            items[place] = items[place - 1];
            place--;
        }
        items[place] = item;
    }
}
