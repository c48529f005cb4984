package io.freshet.ranking.eval;

/** Whether items that the user consumed before take part in the ranking. */
public enum Variant {
    /** Items are consumed once: consumed ones are left out, and so are events on them. */
    X,
    /** Items repeat: nothing is left out. */
    I
}
