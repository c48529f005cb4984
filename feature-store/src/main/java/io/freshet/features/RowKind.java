package io.freshet.features;

/** What a shared row is, which its id tells. */
enum RowKind {
    /** Vectors and counts of an item. */
    ITEM,

    /** The items that go with an item. They are many and change often, so they travel apart from the item's own row. */
    NEIGHBOURS,

    /** The declared features of an item, which need not have a row of its own. */
    FEATURES,

    /** The weights of the places in the context. */
    CONTEXT_WEIGHTS,

    /** The weights of the ranker's features. */
    RANKER_WEIGHTS,

    /** The weights of the positions in lists that were shown. */
    POSITION_WEIGHTS,

    /** What one value of content vectors says about a row. */
    CONTENT_MAP,

    /** The vector of a situation that queries are made in. */
    SITUATION,

    /** How many events there were. */
    TOTALS,

    /** A reserved row of another version, of a ranker with other features, or of features that are declared otherwise. */
    UNKNOWN
}
