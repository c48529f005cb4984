package io.freshet.ranking.pipeline;

import static io.freshet.embedding.Limits.inRange;

import io.freshet.features.SignalsConfig;
import java.io.Serializable;
import java.util.List;

/**
 * Settings of the {@link Ranker}; the defaults hold for every stream.
 *
 * @param sources of candidates, by their names with commas between, in the order in which they are asked
 * @param features the groups of the ranker's own features, likewise, in the order of their columns
 * @param situations what the features' weights differ by, likewise
 * @param rate of learning the weights
 * @param candidates that are ranked for a query at most
 * @param embedding candidates found by the embedding
 * @param pairs candidates that go with the user's recent items
 * @param trending candidates of each of the two faded counts
 * @param fresh candidates that were seen first last
 * @param memory recent items of a user that are looked back on
 * @param openGroups groups of simultaneous events whose candidates are remembered for learning
 * @param selection of lists
 * @param signals about items
 */
public record RankerConfig(
        String sources,
        String features,
        String situations,
        float rate,
        int candidates,
        int embedding,
        int pairs,
        int trending,
        int fresh,
        int memory,
        int openGroups,
        SelectionConfig selection,
        SignalsConfig signals)
        implements Serializable {
    public static final RankerConfig DEFAULTS = new RankerConfig(
            PartNames.list(RankerSource.values()),
            PartNames.list(RankerFeatures.values()),
            PartNames.list(RankerSituation.values()),
            0.05f,
            100,
            56,
            20,
            9,
            6,
            50,
            64,
            SelectionConfig.DEFAULTS,
            SignalsConfig.DEFAULTS);

    public RankerConfig {
        PartNames.parse("sources", sources, RankerSource.values());
        PartNames.parse("features", features, RankerFeatures.values());
        PartNames.parse("situations", situations, RankerSituation.values());
        inRange("rate", rate, 0, 10);
        inRange("candidates", candidates, 1, 100_000);
        inRange("embedding", embedding, 1, 100_000);
        inRange("pairs", pairs, 1, 100_000);
        inRange("trending", trending, 0, 10_000);
        inRange("fresh", fresh, 0, 100_000);
        inRange("memory", memory, 1, 1_000);
        inRange("openGroups", openGroups, 1, 100_000);
    }

    /** The same settings with another selection. */
    public RankerConfig with(SelectionConfig value) {
        return with(sources, features, situations, value, signals);
    }

    /** The same settings with other signals. */
    public RankerConfig with(SignalsConfig value) {
        return with(sources, features, situations, selection, value);
    }

    /** The same settings with other parts of the pipeline, each a list of names. */
    public RankerConfig with(String otherSources, String otherFeatures) {
        return with(otherSources, otherFeatures, situations, selection, signals);
    }

    /** The same settings with weights that differ by other situations, a list of names. */
    public RankerConfig withSituations(String value) {
        return with(sources, features, value, selection, signals);
    }

    private RankerConfig with(
            String otherSources,
            String otherFeatures,
            String otherSituations,
            SelectionConfig otherSelection,
            SignalsConfig otherSignals) {
        return new RankerConfig(
                otherSources,
                otherFeatures,
                otherSituations,
                rate,
                candidates,
                embedding,
                pairs,
                trending,
                fresh,
                memory,
                openGroups,
                otherSelection,
                otherSignals);
    }

    List<RankerSource> sourceParts() {
        return PartNames.parse("sources", sources, RankerSource.values());
    }

    List<RankerSituation> situationParts() {
        return PartNames.parse("situations", situations, RankerSituation.values());
    }

    List<RankerFeatures> featureParts() {
        return PartNames.parse("features", features, RankerFeatures.values());
    }
}
