package io.freshet.ranking.pipeline;

import io.freshet.embedding.ItemIndex;
import io.freshet.features.Catalogue;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.List;

/**
 * At most so many items of one category in the first places, as the catalogue tells categories; an item of several counts for
 * each. What would be one too many makes room for the next of the best 50 that is not, and stands right behind the first places
 * at the earliest. If all of them would be too many, the rest stays as it was: a list is not shortened.
 *
 * <p>Cost: a look-up for each item that is passed over or placed, and one for each of its categories.
 */
final class CappedFirst implements Selector {
    /** As many are looked at. */
    private static final int POOL = 50;

    private final Selector base;
    private final ItemIndex index;
    private final Catalogue catalogue;
    private final int cap;
    private final int places;
    private final Object2IntOpenHashMap<String> counts = new Object2IntOpenHashMap<>();

    /**
     * @param cap items of one category, 1 or more
     * @param places that it holds for, from the first
     */
    CappedFirst(Selector base, ItemIndex index, Catalogue catalogue, int cap, int places) {
        this.base = base;
        this.index = index;
        this.catalogue = catalogue;
        this.cap = cap;
        this.places = places;
    }

    @Override
    public void select(Query query, CandidateTable table, float[] scores, int limit, Selection chosen) {
        base.select(query, table, scores, Math.max(limit, POOL), chosen);
        counts.clear();
        int pool = Math.min(POOL, chosen.size());
        for (int place = 0; place < Math.min(places, Math.min(limit, pool)); place++) {
            int next = firstThatFits(chosen, place, pool);
            if (next < 0) {
                break;
            }
            count(chosen.row(next));
            chosen.moveUp(next, place);
        }
        chosen.truncate(limit);
    }

    private int firstThatFits(Selection chosen, int from, int to) {
        for (int place = from; place < to; place++) {
            if (fits(chosen.row(place))) {
                return place;
            }
        }
        return -1;
    }

    private boolean fits(int row) {
        List<String> categories = categories(row);
        for (int i = 0; i < categories.size(); i++) {
            if (counts.getInt(categories.get(i)) >= cap) {
                return false;
            }
        }
        return true;
    }

    private void count(int row) {
        List<String> categories = categories(row);
        for (int i = 0; i < categories.size(); i++) {
            counts.addTo(categories.get(i), 1);
        }
    }

    private List<String> categories(int row) {
        return catalogue.facts(index.key(row)).categories();
    }
}
