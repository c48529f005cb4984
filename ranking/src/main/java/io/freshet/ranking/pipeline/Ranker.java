package io.freshet.ranking.pipeline;

import io.freshet.embedding.ItemModel;
import io.freshet.embedding.RowFilter;
import io.freshet.embedding.TopK;
import io.freshet.embedding.simd.RowKernels;
import io.freshet.features.ItemSignals;
import io.freshet.features.RecentRows;
import io.freshet.features.UserState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second stage of the engine: a {@link RankingPipeline} over the embedding and the other signals, whose weights are learned
 * from every event.
 *
 * <p>Events of one user and time are a group: ranked once, from before the group, and learned from with the features of that
 * ranking. One thread; no allocation after the first rankings.
 */
public final class Ranker {
    private final ItemModel model;
    private final ItemSignals signals;
    private final OnlineRanker scorer;
    private final RankingPipeline pipeline;
    private final GroupTables groups;
    private final CandidateTable table;
    private final Query query;
    private final RecentRows before;
    private long droppedSteps;

    /**
     * @param contextLength recent items in the embedding's query
     * @param repeat whether consumed items are ranked too
     */
    public Ranker(RankerConfig config, int contextLength, ItemModel model, boolean repeat) {
        RowKernels kernels = model.kernels().rows();
        this.model = model;
        this.signals = new ItemSignals(config.signals());
        PairScores pairs = new PairScores(signals);
        List<CandidateSource> sources = new ArrayList<>();
        if (repeat) {
            sources.add(new HistorySource());
        }
        sources.add(new EmbeddingSource(model, config.embedding()));
        sources.add(new PairSource(pairs, signals.counts(), config.pairs()));
        sources.add(new TrendingSource("trending", signals.topFast(), config.trending()));
        sources.add(new TrendingSource("popular", signals.topSlow(), config.trending()));
        sources.add(new FreshSource(model.index(), config.fresh()));
        List<FeatureGroup> features = List.of(
                new EmbeddingFeatures(model),
                new PopularityFeatures(signals, kernels),
                new PairFeatures(pairs, signals.counts(), kernels),
                new HistoryFeatures());
        List<Bucketing> bucketings = List.of(new HistoryLength(), new Gap());
        int columns = features.stream().mapToInt(group -> group.names().size()).sum();
        int sets = 1 + bucketings.stream().mapToInt(Bucketing::buckets).sum();
        float[] start = new float[columns];
        for (int part = 0; part < EmbeddingFeatures.PARTS; part++) {
            start[part] = 1f;
        }
        this.scorer = new OnlineRanker(kernels, new RankerWeights(start, sets), config.rate(), config.candidates());
        this.pipeline = new RankingPipeline(
                sources,
                List.of(new ConsumedFilter()),
                features,
                bucketings,
                scorer,
                new BestFirst(),
                config.candidates());
        CandidateTable[] tables = new CandidateTable[config.openGroups()];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = new CandidateTable(config.candidates(), columns, bucketings.size());
        }
        this.groups = new GroupTables(tables);
        this.table = new CandidateTable(config.candidates(), columns, bucketings.size());
        this.query = new Query(model, contextLength, config.memory());
        this.before = new RecentRows(config.memory());
    }

    /** Ranks for the user at a time, from the newest state. */
    public int rank(UserState user, long timeMs, RowFilter unconsumed, int limit, TopK best) {
        query.fill(user, timeMs, false, unconsumed);
        table.clear();
        return pipeline.rank(query, table, limit, best);
    }

    /**
     * Ranks for a group of events, from before it if {@code grouped}, and remembers the candidates for {@link #learn}.
     */
    public int rankGroup(
            String userId, UserState user, long timeMs, boolean grouped, RowFilter unconsumed, int limit, TopK best) {
        query.fill(user, timeMs, grouped, unconsumed);
        return pipeline.rank(query, groups.renew(userId, timeMs), limit, best);
    }

    /** Whether the item of {@code row} was a candidate in the ranking of the group. */
    public boolean hasCandidate(String userId, long timeMs, int row) {
        CandidateTable candidates = candidates(userId, timeMs);
        return candidates != null && candidates.placeOf(row) != CandidateTable.NOT_FOUND;
    }

    /** The candidates for a group with their features, if they are still there. */
    @Nullable
    CandidateTable candidates(String userId, long timeMs) {
        return groups.of(userId, timeMs);
    }

    /** The features' names by column. */
    List<String> features() {
        return pipeline.features();
    }

    /** Learns that a user took the item of {@code row}; to be called before the user's state changes. */
    public void learn(String userId, UserState user, long timeMs, boolean grouped, int row) {
        CandidateTable candidates = candidates(userId, timeMs);
        if (candidates != null) {
            int place = candidates.placeOf(row);
            if (place != CandidateTable.NOT_FOUND && !scorer.learn(candidates, place)) {
                droppedSteps++;
            }
        }
        if (grouped) {
            before.fillBefore(user.recent(), timeMs, model.index());
        } else {
            before.fill(user.recent(), model.index());
        }
        signals.learn(row, before);
    }

    /** Steps that were left out in part because a value was not finite. */
    public long droppedSteps() {
        return droppedSteps;
    }

    /** How often a source has failed. */
    public long failures() {
        return pipeline.failures();
    }

    /** Bytes of the heap that the signals take. */
    public long bytes() {
        return signals.bytes();
    }
}
