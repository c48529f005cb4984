package io.freshet.ranking.eval;

/** How simultaneous events of a user are tested. */
public enum Mode {
    /** Events of one user and one timestamp are all tested before any is learned. */
    G,
    /** Every event is tested with all that stands before it in the stream. */
    S
}
