package io.freshet.jobs.cluster;

import java.util.Locale;

/** How much a proof does: the whole of it, or what a continuous build has time for. */
enum Scale {
    SHORT,
    FULL;

    /** What turns the proofs on, and says how much they do. */
    static final String PROPERTY = "freshet.proofs";

    static final String VALUES = "short|full";

    static Scale given() {
        return valueOf(System.getProperty(PROPERTY, "short").toUpperCase(Locale.ROOT));
    }

    int of(int inShort, int inFull) {
        return this == SHORT ? inShort : inFull;
    }
}
