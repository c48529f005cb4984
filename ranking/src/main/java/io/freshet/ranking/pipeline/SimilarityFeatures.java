package io.freshet.ranking.pipeline;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.RowTable;
import io.freshet.embedding.simd.RowKernels;
import java.util.Arrays;
import java.util.List;

/**
 * How like the user's recent items the item is: the greatest cosine of its target vector with those of the last few, and the
 * cosine with the last one's. The context is a sum, in which an item that is like one of them alone is lost. An item is not
 * compared with itself; without recent items both are 0.
 *
 * <p>Cost: a dot product for each candidate with each of these, and one with itself where it has changed.
 */
final class SimilarityFeatures implements FeatureGroup {
    /** Items that are looked back on. */
    static final int ITEMS = 5;

    private final ItemModel model;
    private final RowKernels kernels;
    private final float[] one;
    private final float[] other;
    private float[] ones = new float[0];
    private float[] others = new float[0];
    private float[] scales = new float[0];

    SimilarityFeatures(ItemModel model) {
        this.model = model;
        this.kernels = model.kernels().rows();
        this.one = new float[model.dimension()];
        this.other = new float[model.dimension()];
    }

    @Override
    public List<String> names() {
        return RankerFeatures.SIMILARITY.columns();
    }

    @Override
    public void fill(Query query, CandidateTable table, int first) {
        int size = table.size();
        float[] nearest = table.column(first);
        float[] last = table.column(first + 1);
        int items = Math.min(ITEMS, query.recent().size());
        Arrays.fill(last, 0, size, 0f);
        Arrays.fill(nearest, 0, size, items == 0 ? 0f : -1f);
        reserve(size);
        for (int place = 0; items > 0 && place < size; place++) {
            scales[place] = model.inverseTargetLength(table.row(place));
        }
        for (int item = 0; item < items; item += 2) {
            int next = Math.min(item + 1, items - 1);
            unit(query.recent().row(item), one);
            unit(query.recent().row(next), other);
            model.targets().dots(kernels, one, other, table.rows(), size, ones, others);
            take(table, query.recent().row(item), ones, nearest);
            take(table, query.recent().row(next), others, nearest);
            if (item == 0) {
                takeLast(table, query.recent().row(0), last);
            }
        }
    }

    /** By how much an item's score would be lower if the user had not had a recent item; allocates nothing. */
    float effect(Query query, int recent, int row, List<Explanation.Feature> features, int first) {
        int items = Math.min(ITEMS, query.recent().size());
        if (recent >= items) {
            return 0f;
        }
        float with = -1f;
        float without = items == 1 ? 0f : -1f;
        for (int item = 0; item < items; item++) {
            float cosine = cosine(query.recent().row(item), row);
            with = Math.max(with, cosine);
            without = item == recent ? without : Math.max(without, cosine);
        }
        float effect = features.get(first).weight() * (with - without);
        int last = query.recent().row(0);
        return recent == 0 && last != row ? effect + features.get(first + 1).weight() * cosine(last, row) : effect;
    }

    /** −1 for an item with itself, which is not looked at. */
    private float cosine(int recent, int row) {
        if (recent == row) {
            return -1f;
        }
        RowTable targets = model.targets();
        unit(recent, one);
        return model.inverseTargetLength(row)
                * kernels.dot(one, 0, targets.chunk(row), targets.offset(row), model.dimension());
    }

    private void take(CandidateTable table, int recent, float[] dots, float[] nearest) {
        for (int place = 0; place < table.size(); place++) {
            float cosine = scales[place] * dots[place];
            nearest[place] = table.row(place) == recent ? nearest[place] : Math.max(nearest[place], cosine);
        }
    }

    private void takeLast(CandidateTable table, int recent, float[] last) {
        for (int place = 0; place < table.size(); place++) {
            last[place] = table.row(place) == recent ? 0f : scales[place] * ones[place];
        }
    }

    private void unit(int row, float[] into) {
        RowTable targets = model.targets();
        Arrays.fill(into, 0f);
        kernels.addScaled(
                model.inverseTargetLength(row), targets.chunk(row), targets.offset(row), into, 0, into.length);
    }

    private void reserve(int size) {
        if (scales.length < size) {
            ones = new float[size];
            others = new float[size];
            scales = new float[size];
        }
    }
}
