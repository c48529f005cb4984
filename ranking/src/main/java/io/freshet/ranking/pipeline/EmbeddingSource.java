package io.freshet.ranking.pipeline;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.TopK;

/** The items with the greatest dot products, best first: one scan of the catalogue. */
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
        int found = model.scan(query.vector(), limit * query.candidateFactor(), candidates.filter(), best);
        for (int i = 0; i < found; i++) {
            candidates.offerKept(best.row(i));
        }
    }
}
