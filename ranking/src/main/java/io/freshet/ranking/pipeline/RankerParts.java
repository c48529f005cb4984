package io.freshet.ranking.pipeline;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.simd.RowKernels;
import io.freshet.features.Catalogue;
import io.freshet.features.ItemSignals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link Ranker} is put together from, by its settings. For one pipeline. */
final class RankerParts {
    private final RankerConfig config;
    private final ItemModel model;
    private final ItemSignals signals;
    private final PairScores pairs;
    private final PairFeatures pairFeatures;
    private final SimilarityFeatures similarity;
    private final List<FeatureGroup> features = new ArrayList<>();
    private final List<Bucketing> bucketings = new ArrayList<>();

    /** @param declared features beside its own; null for none */
    RankerParts(RankerConfig config, ItemModel model, ItemSignals signals, @Nullable DeclaredFeatures declared) {
        RowKernels kernels = model.kernels().rows();
        this.config = config;
        this.model = model;
        this.signals = signals;
        this.pairs = new PairScores(signals);
        this.pairFeatures = new PairFeatures(pairs, signals.counts(), kernels);
        this.similarity = new SimilarityFeatures(model);
        for (RankerFeatures group : config.featureParts()) {
            features.add(
                    switch (group) {
                        case EMBEDDING -> new EmbeddingFeatures(model);
                        case POPULARITY -> new PopularityFeatures(signals, kernels);
                        case PAIRS -> pairFeatures;
                        case HISTORY -> new HistoryFeatures();
                        case SIMILARITY -> similarity;
                    });
        }
        config.situationParts().forEach(situation -> bucketings.add(situation.of(signals)));
        if (declared != null) {
            features.add(new DeclaredColumns(declared, model.index()));
            bucketings.addAll(DeclaredSituation.of(declared));
        }
    }

    /** How many features there are. */
    int columns() {
        return features.stream().mapToInt(group -> group.names().size()).sum();
    }

    /** How many things the features' weights differ by. */
    int bucketings() {
        return bucketings.size();
    }

    /** @param repeat whether consumed items are ranked too */
    RankingPipeline pipeline(boolean repeat, RuleFilter rules, Scorer scorer, Catalogue catalogue) {
        List<CandidateSource> sources = config.sourceParts().stream()
                .filter(source -> repeat || source != RankerSource.HISTORY)
                .map(this::source)
                .toList();
        return new RankingPipeline(
                sources,
                List.of(new ConsumedFilter(model.index()), rules),
                features,
                bucketings,
                scorer,
                selector(config.selection(), catalogue),
                config.candidates());
    }

    Explainer explainer(RankingPipeline pipeline, OnlineRanker scorer) {
        return new Explainer(model, pipeline, scorer, pairFeatures, similarity);
    }

    private CandidateSource source(RankerSource source) {
        return switch (source) {
            case HISTORY -> new HistorySource();
            case EMBEDDING -> new EmbeddingSource(model, config.embedding());
            case PAIRS ->
                new PairSource(
                        pairs, signals.counts(), config.pairs(), model.kernels().scans());
            case TRENDING -> new TrendingSource("trending", signals.topFast(), config.trending());
            case POPULAR -> new TrendingSource("popular", signals.topSlow(), config.trending());
            case FRESH -> new FreshSource(model.index(), config.fresh());
        };
    }

    private Selector selector(SelectionConfig selection, Catalogue catalogue) {
        Selector selector = new BestFirst(model.kernels().scans());
        if (selection.diversity() > 0) {
            selector = new DiverseFirst(selector, model, selection.diversity());
        }
        if (selection.cap() > 0) {
            selector = new CappedFirst(selector, model.index(), catalogue, selection.cap(), selection.capPlaces());
        }
        return selection.exploration() > 0
                ? new Exploring(selector, selection.exploration(), selection.explorationPlace())
                : selector;
    }
}
