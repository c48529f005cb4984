package io.freshet.jobs.validate;

import java.util.List;

/** The coarsest of the usual clock steps that all times are multiples of. For one thread. */
final class Resolution {
    private static final List<Long> STEPS_MS = List.of(86_400_000L, 3_600_000L, 60_000L, 1000L, 1L);

    private int step;

    void take(long timestampMs) {
        while (timestampMs % STEPS_MS.get(step) != 0) {
            step++;
        }
    }

    long stepMs() {
        return STEPS_MS.get(step);
    }
}
