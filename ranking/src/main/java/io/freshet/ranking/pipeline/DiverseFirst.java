package io.freshet.ranking.pipeline;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.RowTable;
import io.freshet.embedding.simd.RowKernels;

/**
 * Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): for each of the first places in turn the candidate with
 * the greatest score − λ · its greatest similarity to what stands above, similarity being the cosine of the target vectors
 * where that is positive. What is not among the best 50 stays where it was.
 *
 * <p>Cost: 50 dot products a place.
 */
final class DiverseFirst implements Selector {
    /** As many are looked at. */
    private static final int POOL = 50;

    /** As many are chosen so. */
    private static final int PLACES = 10;

    private final Selector base;
    private final ItemModel model;
    private final RowKernels kernels;
    private final float diversity;
    private final float[] similarities = new float[POOL];
    private final float[] inverseNorms = new float[POOL];

    DiverseFirst(Selector base, ItemModel model, float diversity) {
        this.base = base;
        this.model = model;
        this.kernels = model.kernels().rows();
        this.diversity = diversity;
    }

    @Override
    public void select(Query query, CandidateTable table, float[] scores, int limit, Selection chosen) {
        base.select(query, table, scores, Math.max(limit, POOL), chosen);
        int pool = Math.min(POOL, chosen.size());
        measure(chosen, pool);
        for (int place = 0; place < Math.min(PLACES, Math.min(limit, pool)); place++) {
            moveUp(chosen, best(chosen, place, pool), place);
            compare(chosen, place, pool);
        }
        chosen.truncate(limit);
    }

    private void measure(Selection chosen, int pool) {
        for (int i = 0; i < pool; i++) {
            float square = dot(chosen.row(i), chosen.row(i));
            inverseNorms[i] = square > 0f ? 1f / (float) Math.sqrt(square) : 0f;
            similarities[i] = 0f;
        }
    }

    /** The first of the best from {@code place} on. */
    private int best(Selection chosen, int place, int pool) {
        int best = place;
        float bestScore = Float.NEGATIVE_INFINITY;
        for (int i = place; i < pool; i++) {
            float score = chosen.score(i) - diversity * similarities[i];
            if (score > bestScore) {
                best = i;
                bestScore = score;
            }
        }
        return best;
    }

    private void moveUp(Selection chosen, int from, int to) {
        float norm = inverseNorms[from];
        System.arraycopy(inverseNorms, to, inverseNorms, to + 1, from - to);
        System.arraycopy(similarities, to, similarities, to + 1, from - to);
        inverseNorms[to] = norm;
        chosen.moveUp(from, to);
    }

    private void compare(Selection chosen, int place, int pool) {
        for (int i = place + 1; i < pool; i++) {
            float cosine = dot(chosen.row(place), chosen.row(i)) * inverseNorms[place] * inverseNorms[i];
            similarities[i] = Math.max(similarities[i], cosine);
        }
    }

    private float dot(int one, int other) {
        RowTable targets = model.targets();
        return kernels.dot(
                targets.chunk(one),
                targets.offset(one),
                targets.chunk(other),
                targets.offset(other),
                model.dimension());
    }
}
