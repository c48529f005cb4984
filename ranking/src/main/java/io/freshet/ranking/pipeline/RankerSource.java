package io.freshet.ranking.pipeline;

/** The sources of candidates, each named as settings and answers name it. */
enum RankerSource {
    /** What the user had before; only where items repeat. */
    HISTORY,

    /** The greatest dot products. */
    EMBEDDING,

    /** What goes with the user's recent items. */
    PAIRS,

    /** The greatest quickly fading counts. */
    TRENDING,

    /** The greatest slowly fading counts. */
    POPULAR,

    /** What had its first event last. */
    FRESH
}
