package io.freshet.ranking.pipeline;

import io.freshet.embedding.ScoreCut;
import java.util.List;

/**
 * Ranks in five steps: sources offer candidates, filters keep some, features describe them, the scorer scores them, the
 * selector chooses. A source that fails or has nothing to offer leaves the answer to the others.
 *
 * <p>One thread; no allocation. Cost: that of the parts, for as many candidates as the tables have room for.
 */
final class RankingPipeline {
    private final List<CandidateSource> sources;
    private final FilterChain filters;
    private final Candidates candidates;
    private final List<FeatureGroup> features;
    private final int[] firstColumns;
    private final List<Bucketing> bucketings;
    private final Scorer scorer;
    private final Selector selector;
    private float[] scores;
    private long failures;

    RankingPipeline(
            List<CandidateSource> sources,
            List<CandidateFilter> filters,
            List<FeatureGroup> features,
            List<Bucketing> bucketings,
            Scorer scorer,
            Selector selector,
            int capacity) {
        this.sources = List.copyOf(sources);
        this.filters = new FilterChain(filters);
        this.candidates = new Candidates(this.filters);
        this.features = List.copyOf(features);
        this.firstColumns = firstColumns(features);
        this.bucketings = List.copyOf(bucketings);
        this.scorer = scorer;
        this.selector = selector;
        this.scores = ScoreCut.reserve(new float[0], capacity);
    }

    /**
     * Ranks for a query.
     *
     * @param table empty; holds the candidates with their features afterwards
     * @param chosen holds the answer, {@code limit} at most
     */
    void rank(Query query, CandidateTable table, int limit, Selection chosen) {
        collect(query, table);
        describe(query, table);
        scores = ScoreCut.reserve(scores, table.size());
        scorer.score(table, scores);
        selector.select(query, table, scores, limit, chosen);
    }

    /** Fills the features of the candidates that are in the table, and says which sets of weights apply. */
    void describe(Query query, CandidateTable table) {
        for (int group = 0; group < features.size(); group++) {
            features.get(group).fill(query, table, firstColumns[group]);
        }
        chooseSets(query, table);
    }

    /** What was removed in the last ranking, and why. */
    FilterChain filters() {
        return filters;
    }

    /** The features' names by column. */
    List<String> features() {
        return features.stream().flatMap(group -> group.names().stream()).toList();
    }

    /** The sources' names by their bits. */
    List<String> sources() {
        return sources.stream().map(CandidateSource::name).toList();
    }

    /** How often a source has failed. */
    long failures() {
        return failures;
    }

    private void chooseSets(Query query, CandidateTable table) {
        int first = 1;
        for (int bucketing = 0; bucketing < bucketings.size(); bucketing++) {
            table.set(bucketing, first + bucketings.get(bucketing).bucket(query));
            first += bucketings.get(bucketing).buckets();
        }
    }

    private static int[] firstColumns(List<FeatureGroup> features) {
        int[] columns = new int[features.size()];
        for (int group = 1; group < columns.length; group++) {
            columns[group] =
                    columns[group - 1] + features.get(group - 1).names().size();
        }
        return columns;
    }

    private void collect(Query query, CandidateTable table) {
        filters.begin(query);
        candidates.begin(table);
        for (int source = 0; source < sources.size(); source++) {
            candidates.offeredBy(source);
            try {
                sources.get(source).offer(query, candidates);
            } catch (RuntimeException e) {
                failures++; // what it offered before stands
            }
        }
    }
}
