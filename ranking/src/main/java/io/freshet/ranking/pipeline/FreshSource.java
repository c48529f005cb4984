package io.freshet.ranking.pipeline;

import io.freshet.embedding.ItemIndex;

/** The items that were seen first last, so that somebody tries them. */
final class FreshSource implements CandidateSource {
    private final ItemIndex index;
    private final int limit;

    FreshSource(ItemIndex index, int limit) {
        this.index = index;
        this.limit = limit;
    }

    @Override
    public String name() {
        return "fresh";
    }

    @Override
    public void offer(Query query, Candidates candidates) {
        int left = limit;
        for (int row = index.places() - 1; row >= 0 && left > 0; row--, left--) {
            if (index.isUsed(row)) {
                candidates.offer(row);
            }
        }
    }
}
