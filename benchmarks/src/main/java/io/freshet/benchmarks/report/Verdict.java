package io.freshet.benchmarks.report;

import java.util.Locale;

/** What is to be thought of a figure. */
public enum Verdict {
    REACHED,
    MISSED,
    /** The peer was not built for this CPU, or is not what the target is about. */
    NOT_COMPARABLE,
    /** There is no target. */
    INFORMATION,
    SKIPPED,
    FAILED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
