package io.freshet.jobs.live;

/** Two ids with the same 64-bit key, found by running XXH3's function for 4 to 8 bytes, which is invertible, backwards. */
final class CollidingIds {
    static final String ONE = "7910149";
    static final String OTHER = "91dFKfLp";

    private CollidingIds() {}
}
