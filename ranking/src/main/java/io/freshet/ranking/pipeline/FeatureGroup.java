package io.freshet.ranking.pipeline;

import java.util.List;

/**
 * Features of candidates that are computed together. Every value is finite, and a function of query and state as they
 * were before the events that are tested.
 */
interface FeatureGroup {
    /** As declared and explained; one column each. */
    List<String> names();

    /** Fills column {@code first} and the ones behind it for all candidates. */
    void fill(Query query, CandidateTable table, int first);
}
