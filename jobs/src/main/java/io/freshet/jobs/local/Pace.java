package io.freshet.jobs.local;

import org.jspecify.annotations.Nullable;

/** When the next event is due at a given rate; not thread safe, reads no clock. */
final class Pace {
    /** After a longer hold-up the schedule starts anew instead of being caught up with in one burst. */
    private static final long FORGIVEN_NANOS = 1_000_000_000L;

    private final long intervalNanos;
    private long ahead;
    private boolean started;
    private long dueNanos;

    /** @param eventsPerSecond null for as fast as possible */
    Pace(@Nullable Double eventsPerSecond) {
        this(eventsPerSecond, 0);
    }

    /**
     * @param eventsPerSecond null for as fast as possible
     * @param ahead events that go first and wait for nothing
     */
    Pace(@Nullable Double eventsPerSecond, long ahead) {
        this.intervalNanos = eventsPerSecond == null ? 0 : Math.round(1e9 / eventsPerSecond);
        this.ahead = ahead;
    }

    /** How long the next event has to wait at {@code nowNanos}; 0 if it is due. */
    long waitNanos(long nowNanos) {
        if (intervalNanos == 0 || ahead > 0) {
            return 0;
        }
        if (!started || nowNanos - dueNanos > FORGIVEN_NANOS) {
            started = true;
            dueNanos = nowNanos;
        }
        return Math.max(0, dueNanos - nowNanos);
    }

    /** An event went out; the one after it is due an interval later. */
    void sent() {
        if (ahead > 0) {
            ahead--;
        } else {
            dueNanos += intervalNanos;
        }
    }
}
