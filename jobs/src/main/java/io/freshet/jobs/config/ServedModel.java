package io.freshet.jobs.config;

/** The models that the live job can serve. */
public enum ServedModel {
    /** What the dot product finds, in its order. */
    EMBEDDING,

    /** What several sources find, ordered by weights that are learned from every event. */
    RANKER
}
