package io.freshet.ranking.pipeline;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.TopK;

/** The items with the greatest dot products: one scan of the catalogue. */
final class EmbeddingSource implements CandidateSource {
    private final ItemModel model;
    private final int limit;
    private final TopK best = new TopK();

    EmbeddingSource(ItemModel model, int limit) {
        this.model = model;
        this.limit = limit;
    }

    @Override
    public String name() {
        return "embedding";
    }

    @Override
    public void offer(Query query, Candidates candidates) {
        int wanted = limit * query.candidateFactor();
        // to order them matters only where some of them find no room
        int found = wanted <= candidates.room()
                ? model.scanByRow(query.vector(), wanted, candidates.filter(), best)
                : model.scan(query.vector(), wanted, candidates.filter(), best);
        for (int i = 0; i < found; i++) {
            candidates.offerKept(best.row(i));
        }
    }
}
