package io.freshet.ranking.pipeline;

import io.freshet.embedding.ItemModel;
import io.freshet.ranking.pipeline.Explanation.Feature;
import io.freshet.ranking.pipeline.Explanation.Pull;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells why candidates of the ranking that was made last stand where they do. One thread; it allocates, so on request only. */
final class Explainer {
    private static final int MOST_PULLS = 5;

    private final ItemModel model;
    private final RankingPipeline pipeline;
    private final OnlineRanker scorer;
    private final PairFeatures pairs;
    private final SimilarityFeatures similarity;

    /** Negative without such a feature. */
    private final int contextColumn;

    /** Negative without such a feature. */
    private final int pairsColumn;

    /** Negative without such a feature. */
    private final int similarityColumn;

    Explainer(
            ItemModel model,
            RankingPipeline pipeline,
            OnlineRanker scorer,
            PairFeatures pairs,
            SimilarityFeatures similarity) {
        this.model = model;
        this.pipeline = pipeline;
        this.scorer = scorer;
        this.pairs = pairs;
        this.similarity = similarity;
        this.contextColumn = pipeline.features().indexOf(EmbeddingFeatures.CONTEXT);
        this.pairsColumn = pipeline.features().indexOf(pairs.names().get(0));
        this.similarityColumn = pipeline.features().indexOf(similarity.names().get(0));
    }

    /** {@code place} is the candidate's in the table of {@code query}. */
    Explanation of(Query query, CandidateTable table, int place) {
        List<Feature> features = features(table, place);
        float score = 0f;
        for (Feature feature : features) {
            score += feature.part();
        }
        int row = table.row(place);
        return new Explanation(
                model.index().id(row), score, sources(table.sources(place)), features, pulls(query, features, row));
    }

    private List<Feature> features(CandidateTable table, int place) {
        List<Feature> features = new ArrayList<>();
        List<String> names = pipeline.features();
        for (int column = 0; column < names.size(); column++) {
            features.add(new Feature(names.get(column), table.column(column)[place], scorer.weight(table, column)));
        }
        return features;
    }

    private List<String> sources(int bits) {
        List<String> names = new ArrayList<>();
        for (int source = 0; source < pipeline.sources().size(); source++) {
            if ((bits & 1 << source) != 0) {
                names.add(pipeline.sources().get(source));
            }
        }
        return names;
    }

    /** An item that is several times among the recent ones has one entry. */
    private List<Pull> pulls(Query query, List<Feature> features, int row) {
        Map<Integer, Float> effects = new LinkedHashMap<>();
        for (int i = 0; contextColumn >= 0 && i < query.context().size(); i++) {
            float pull = model.pull(query.context(), i, row);
            effects.merge(query.context().row(i), features.get(contextColumn).weight() * pull, Float::sum);
        }
        for (int i = 0; pairsColumn >= 0 && i < query.recent().size(); i++) {
            effects.merge(query.recent().row(i), pairs.effect(query, i, row, features, pairsColumn), Float::sum);
        }
        for (int i = 0; similarityColumn >= 0 && i < query.recent().size(); i++) {
            effects.merge(
                    query.recent().row(i), similarity.effect(query, i, row, features, similarityColumn), Float::sum);
        }
        return effects.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> new Pull(model.index().id(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparingDouble(pull -> -pull.effect()))
                .limit(MOST_PULLS)
                .toList();
    }
}
