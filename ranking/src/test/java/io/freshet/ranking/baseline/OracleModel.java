package io.freshet.ranking.baseline;

import io.freshet.ranking.eval.PrequentialModel;
import io.freshet.ranking.eval.RecordedEvent;
import io.freshet.ranking.eval.Variant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Slow and obviously right: every score is computed anew from all that happened, and the catalogue is sorted. */
final class OracleModel implements PrequentialModel {
    private final Score score;
    private final Variant variant;
    private final List<RecordedEvent> past = new ArrayList<>();

    OracleModel(Score score, Variant variant) {
        this.score = score;
        this.variant = variant;
    }

    @Override
    public int rank(RecordedEvent event) {
        return 1 + ranking(event).indexOf(event.item());
    }

    @Override
    public int top(RecordedEvent event, int[] items) {
        List<Integer> ranking = ranking(event);
        int size = Math.min(items.length, ranking.size());
        for (int place = 0; place < size; place++) {
            items[place] = ranking.get(place);
        }
        return size;
    }

    @Override
    public void learn(RecordedEvent event) {
        past.add(event);
    }

    @Override
    public long userBytes() {
        return 0;
    }

    @Override
    public long itemBytes() {
        return 0;
    }

    private List<Integer> ranking(RecordedEvent event) {
        record Scored(int item, double score) {}
        List<Scored> scored = new ArrayList<>();
        List<Integer> consumed = Oracles.itemsOf(event.user(), past);
        for (int item : past.stream().map(RecordedEvent::item).distinct().toList()) {
            if (variant == Variant.I || !consumed.contains(item)) {
                scored.add(new Scored(item, score.of(item, event.user(), past)));
            }
        }
        // stable, so that equals stay in the order of their first events
        scored.sort(Comparator.comparingDouble(Scored::score).reversed());
        return scored.stream().map(Scored::item).toList();
    }

    /** The score of an item for a user after the past. */
    @FunctionalInterface
    interface Score {
        double of(int item, int user, List<RecordedEvent> past);
    }
}
