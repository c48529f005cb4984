package io.freshet.ranking.pipeline;

import java.util.List;
import java.util.stream.Stream;

/** The ranker's own features in groups that are computed together, each named as settings name it, with its columns. */
enum RankerFeatures {
    /** The parts of the embedding's score; they alone start with weights of 1. */
    EMBEDDING("taste", "context", "bias"),

    /** Event counts of the item: faded slowly, faded quickly, and all. */
    POPULARITY("popular-slow", "popular-fast", "popular"),

    /** How often the item goes with the user's recent ones: with all, with the last, and as a share. */
    PAIRS("pairs", "pairs-last", "pairs-share"),

    /** What the user had of the item lately: how often, whether at all, and whether it was the last. */
    HISTORY("had-often", "had", "had-last"),

    /** How like the user's recent items the item is: the one that is most like it, and the last. */
    SIMILARITY("nearest", "near-last");

    private final List<String> columns;

    RankerFeatures(String... columns) {
        this.columns = List.of(columns);
    }

    /** As explanations name them; the weights are shared by these names. */
    List<String> columns() {
        return columns;
    }

    /** Whether a column of some group has this name. */
    static boolean has(String column) {
        return Stream.of(values()).anyMatch(group -> group.columns.contains(column));
    }
}
