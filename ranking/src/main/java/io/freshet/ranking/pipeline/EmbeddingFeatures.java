package io.freshet.ranking.pipeline;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.simd.RowKernels;
import java.util.List;

/** The parts of the embedding's score: p_u·q_j, (Σ_k w_k s_{h_k})·q_j, b_j. Cost: two dot products a candidate. */
final class EmbeddingFeatures implements FeatureGroup {
    /** The first features, which together are the score of the embedding. */
    static final int PARTS = 3;

    static final String CONTEXT = "context";

    private final ItemModel model;
    private final RowKernels kernels;

    EmbeddingFeatures(ItemModel model) {
        this.model = model;
        this.kernels = model.kernels().rows();
    }

    @Override
    public List<String> names() {
        return RankerFeatures.EMBEDDING.columns();
    }

    @Override
    public void fill(Query query, CandidateTable table, int first) {
        float[] taste = table.column(first);
        float[] context = table.column(first + 1);
        float[] bias = table.column(first + 2);
        model.targets().dots(kernels, query.taste(), query.vector(), table.rows(), table.size(), taste, context);
        for (int place = 0; place < table.size(); place++) {
            context[place] -= taste[place];
            bias[place] = model.bias(table.row(place));
        }
    }
}
