package io.freshet.ranking.pipeline;

import io.freshet.embedding.TopK;
import java.util.List;

/**
 * Ranks in five steps: sources offer candidates, filters keep some, features describe them, the scorer scores them, the
 * selector chooses. A source that fails or has nothing to offer leaves the answer to the others.
 *
 * <p>One thread; no allocation. Cost: that of the parts, for as many candidates as the tables have room for.
 */
final class RankingPipeline {
    private final List<CandidateSource> sources;
    private final Candidates candidates;
    private final List<FeatureGroup> features;
    private final int[] firstColumns;
    private final List<Bucketing> bucketings;
    private final Scorer scorer;
    private final Selector selector;
    private final float[] scores;
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
        this.candidates = new Candidates(filters);
        this.features = List.copyOf(features);
        this.firstColumns = firstColumns(features);
        this.bucketings = List.copyOf(bucketings);
        this.scorer = scorer;
        this.selector = selector;
        this.scores = new float[capacity];
    }

    /**
     * Ranks for a query.
     *
     * @param table empty; holds the candidates with their features afterwards
     * @param best holds the answer, finished
     * @return how many it has, at most {@code limit}
     */
    int rank(Query query, CandidateTable table, int limit, TopK best) {
        collect(query, table);
        for (int group = 0; group < features.size(); group++) {
            features.get(group).fill(query, table, firstColumns[group]);
        }
        chooseSets(query, table);
        scorer.score(table, scores);
        return selector.select(table, scores, limit, best);
    }

    /** The features' names by column. */
    List<String> features() {
        return features.stream().flatMap(group -> group.names().stream()).toList();
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
        candidates.begin(query, table);
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
