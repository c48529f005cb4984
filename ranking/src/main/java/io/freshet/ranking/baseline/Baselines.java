package io.freshet.ranking.baseline;

import io.freshet.ranking.eval.PrequentialModel;
import io.freshet.ranking.eval.Variant;

/** The models that show what the embedding is worth. */
public final class Baselines {
    private Baselines() {}

    /** Items by their event counts. */
    public static PrequentialModel popularity(Variant variant) {
        return new ScoredModel(new Popularity(), variant);
    }
}
