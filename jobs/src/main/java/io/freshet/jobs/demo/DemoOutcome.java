package io.freshet.jobs.demo;

import org.jspecify.annotations.Nullable;

/** How a run ended. */
public final class DemoOutcome {
    private static final int INCOMPLETE = 1;
    private static final int INTERRUPTED = 130;

    private final Summary summary;
    private final long unaccounted;
    private final boolean interrupted;
    private final @Nullable String problem;

    DemoOutcome(Summary summary, long unaccounted, boolean interrupted, @Nullable String problem) {
        this.summary = summary;
        this.unaccounted = unaccounted;
        this.interrupted = interrupted;
        this.problem = problem;
    }

    /** The summary as one line of JSON. */
    public String json() {
        return summary.toJson();
    }

    /** What went wrong, in one line; null if nothing did. */
    public @Nullable String problem() {
        return problem == null && unaccounted != 0
                ? unaccounted + " of " + summary.events()
                        + " events were neither learned from nor put into the dead letters"
                : problem;
    }

    /** 0 only if every event was learned from or is in the dead letters. */
    public int exitCode() {
        if (problem() == null) {
            return 0;
        }
        return problem == null && interrupted ? INTERRUPTED : INCOMPLETE;
    }

    Summary summary() {
        return summary;
    }
}
