package io.freshet.jobs.local;

import java.time.Duration;

/** Notices that a number has not changed for too long; not thread safe, reads no clock. */
final class StallWatch {
    private final long limitNanos;
    private boolean started;
    private long last;
    private long sinceNanos;

    StallWatch(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    /** Returns whether {@code value} has been the same for at least the limit. */
    boolean stalled(long value, long nowNanos) {
        if (!started || value != last) {
            started = true;
            last = value;
            sinceNanos = nowNanos;
        }
        return nowNanos - sinceNanos >= limitNanos;
    }
}
